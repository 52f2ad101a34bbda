"""Prose shared by the five documents, in two hands (A, B). {co} company, {sys} system."""

A = """
## Control Environment
### Integrity and Ethical Values
{co}'s executive team sets the tone through a written Code of Conduct, an employee handbook and a disciplinary process. New personnel acknowledge the Code when they join and all personnel do so again each year. Suspected violations can be reported to Human Resources or, anonymously, through an ethics line run by an outside provider.

### Organizational Structure
An organization chart, kept in the HR information system, shows lines of reporting. Responsibility for security is assigned to the Director of Information Security, who reports to the Chief Technology Officer and presents to the Board of Managers at least twice a year. Job descriptions state the duties, qualifications and security responsibilities of each position.

### Human Resources Practices
Candidates are interviewed by at least two members of staff. An offer is conditional on the satisfactory outcome of a criminal history and employment verification performed by a third party; deviations from this policy must be approved by the Chief Human Resources Officer. Security awareness training is assigned at hire and each calendar year.

## Risk Assessment Process
Management performs a formal risk assessment once a year. The assessment considers changes in the business, the technology in use, new legislation, reliance upon vendors and the potential for fraud. Risks are scored for likelihood and impact on a five-point scale, and each risk above the tolerance set by the executive team receives an owner and a treatment plan. Relevant exceptions are investigated and resolved.

## Information and Communication
Policies are published on the company intranet. Changes that affect users are announced through release notes and, where commitments change, by e-mail to the contact named in the customer's agreement. Customers may report incidents, complaints and other concerns by telephone or through the support portal around the clock.

## Monitoring
{co} monitors its controls through continuous compliance tooling, internal reviews and annual penetration testing by an independent firm. Deficiencies are logged in a tracking system, ranked and followed to resolution. The Security Steering Committee meets quarterly and reviews open items.

## Logical Access
Access to the network, to production systems and to {sys} is granted on the basis of the employee's role. Requests are submitted in the ticketing system by a manager and approved by the system owner before provisioning. Single sign-on with multi-factor authentication is required. Upon termination, Human Resources opens a ticket, and Information Technology removes access within one business day of the last day worked. Access to production is recertified every quarter.

## System Operations
Vulnerability scans of internal and external hosts are run weekly. Findings are ranked by the Common Vulnerability Scoring System and fixed within the time limits of the policy: critical within 15 days, high within 30 days and medium within 90. Logs from servers, firewalls and the identity provider are forwarded to a security information and event management (SIEM) tool, which raises alerts to the on-call engineer. An incident response plan describes roles, severity levels, escalation, notification of customers and the lessons-learned review.

## Change Management
Changes to application code and infrastructure follow the Systems Development Life Cycle Policy. Each change is recorded in a ticket, developed in a branch, peer-reviewed, tested in a staging environment, and approved by someone other than the developer prior to release. Emergency changes may be deployed first but must be approved within two business days thereafter. Development, staging and production environments are separate.

## Data Backup and Recovery
Databases are backed up daily, with transaction logs captured every fifteen minutes. Backups are encrypted and replicated to a second region. Restoration is tested annually.

## Vendor Management
Vendors with access to confidential data are reviewed prior to engagement and annually thereafter. The review consists of reading the vendor's SOC 2 report or equivalent, considering the opinion, the exceptions noted therein and management's response, and mapping the complementary user entity controls to {co}'s own.
"""

B = """
## Governance and oversight
The Board of Directors meets four times per year and receives a report on information security from the Chief Information Security Officer ("CISO"). Directors who are not employees form the majority of the Audit and Risk Committee. Minutes are kept of each meeting.

Policies covering acceptable use, access, cryptography, change, incidents, continuity, suppliers and data handling are owned by named individuals, reviewed at least every twelve months and made available to all staff in the policy library.

## People
Roles, responsibilities and authorities are recorded in job profiles. Screening is carried out before the first working day in line with local law. All staff and contractors sign confidentiality undertakings. Security training takes place within the first month of employment and once each year; phishing simulations are sent every two months. Line managers assess performance against objectives at least annually.

## Risk management
A risk register is maintained by the CISO. At an annual workshop, heads of function identify threats to the service commitments and system requirements, including fraud, loss of key suppliers and changes in technology or regulation, and score the residual risk. Treatment plans are tracked monthly until they are closed.

## Communication
Internal communication takes place by means of the intranet, all-hands meetings and chat channels. Service commitments are communicated to customers in the Master Services Agreement and in the Service Level Agreement. A public status page shows current and past availability. Security concerns may be sent to a monitored mailbox at any time.

## Access management
Access follows the principles of least privilege and need to know. A joiner, mover and leaver process is driven from the HR system: accounts are created on an approved request, changed when someone moves and disabled on departure. Privileged access to production is limited to the Platform Operations team, takes place through a bastion service with multi-factor authentication, and is recorded. System owners review access twice a year.

## Network and endpoint security
Public endpoints are placed behind a web application firewall. Security groups deny all traffic that is not expressly allowed. Traffic over public networks is encrypted with TLS 1.2 or better; data at rest is encrypted with AES-256. Laptops are managed centrally with full-disk encryption, screen lock and anti-malware software.

## Operations and incident handling
Infrastructure and application metrics are collected and thresholds notify the on-call rota. Vulnerability scanning is automated and penetration tests are commissioned each year. Events are triaged by the Security Operations team, and those classed as incidents are handled under the incident procedure, from containment through to a post-incident review. Testing deviations and audit findings are presented to the Committee.

## Change control
Changes are tracked as merge requests. Automated tests run on every commit. Approval by a second engineer is enforced by branch protection, and deployment is performed by the pipeline only. High-risk changes are discussed at the weekly change meeting and carry a back-out plan.

## Continuity
Business continuity and disaster recovery plans are maintained and exercised each year. Back-ups are taken automatically and copied to another region; restores are tested at planned intervals. Capacity is reviewed each month.

## Suppliers
Suppliers are classified by criticality. Before contract, due diligence is performed on those classed as critical or high; their assurance reports are reviewed every year and exceptions identified in such reports are assessed for their effect on {sys}.
"""

# --- control rows in hand A: criterion blocks, 'key | control | test'
CA = """
# CC1.1
1 | Personnel are required to acknowledge the Code of Conduct upon hire and annually thereafter. | Inspected the signed acknowledgments for a sample of new hires and current employees to determine whether the Code of Conduct was acknowledged upon hire and annually.
2 | A background check is completed for each new employee prior to the start date. | For a sample of new employees, inspected the background check results to determine whether a check was completed prior to the start date.
# CC1.2
3 | The Board of Managers meets at least semi-annually and is briefed on information security. | Inspected the minutes and slide decks of Board meetings to determine whether meetings were held and security was discussed.
# CC1.3
4 | An organization chart is maintained and updated as changes occur. | Inspected the organization chart to determine whether reporting lines were documented and current.
# CC1.4
5 | Employees complete security awareness training within 30 days of hire and once every calendar year. | Inspected training completion records for a sample of employees to determine whether the training was completed.
# CC1.5
6 | Performance appraisals are held annually and include adherence to policy. | Inspected appraisals for a sample of employees to determine whether the appraisal was completed in the period.
# CC2.1
7 | Logs and system metrics are collected in a central tool and made available to those who operate the controls. | Inspected the configuration of the central logging tool to determine whether logs and metrics were collected.
# CC2.2
8 | Information security policies are published on the intranet and reviewed annually. | Inspected the intranet and the revision history of the policies to determine whether they were published and reviewed within the year.
# CC2.3
9 | Commitments are communicated to customers in the service agreement. | Inspected executed agreements for a sample of new customers to determine whether commitments were communicated.
10 | Release notes inform customers of changes that affect them. | Inspected release notes for a sample of releases to determine whether customers were informed.
# CC3.1
11 | Objectives for security are set annually and approved by the executive team. | Inspected the approved objectives to determine whether they had been set for the year.
# CC3.2
12 | A risk assessment is performed annually; identified risks are scored and assigned an owner. | Inspected the risk assessment to determine whether it was performed in the period, scored and assigned.
# CC3.3
13 | The annual risk assessment considers the potential for fraud. | Inspected the risk assessment to determine whether fraud risks were considered.
# CC3.4
14 | Changes in regulation, technology and business are evaluated in the annual risk assessment. | Inspected the risk assessment to determine whether such changes were evaluated.
# CC4.1
15 | A penetration test is performed annually by an independent party. | Inspected the penetration test report to determine whether a test was performed in the period by an independent party.
# CC4.2
16 | Deficiencies are logged, ranked and tracked to resolution. | Inspected tracking tickets for a sample of deficiencies to determine whether they were ranked and tracked.
# CC5.1
17 | Controls are mapped to identified risks and the mapping is reviewed annually. | Inspected the risk and control matrix to determine whether controls were mapped and reviewed.
# CC5.2
18 | Configuration standards are documented for each class of system. | Inspected the configuration standards to determine whether each class was covered.
# CC5.3
19 | Policies and procedures are approved by management prior to publication. | Inspected the approval record of each policy to determine whether approval preceded publication.
# CC6.1
20 | Access to systems requires a unique user ID, a password that meets the policy, and multi-factor authentication. | Inspected the identity provider's configuration and observed a login to determine whether unique IDs, password rules and MFA were enforced.
21 | Customer data is encrypted at rest using AES-256. | Inspected the encryption settings of databases and storage to determine whether encryption at rest was enabled.
22 | Encryption keys are managed in a key management service with access limited to authorized personnel. | Inspected the access list of the key management service to determine whether access was limited.
# CC6.2
23 | Access requests are documented and approved prior to provisioning. | Inspected access request tickets for a sample of new hires to determine whether access was approved prior to provisioning.
24 | Access is removed within one business day of termination. | For a sample of terminated employees, compared the termination date with the date on which accounts were disabled.
# CC6.3
25 | User access to production systems is reviewed quarterly by system owners. | Inspected the review for a sample of quarters to determine whether it was performed and changes were made.
# CC6.5
26 | Media that held customer data are sanitized or destroyed prior to disposal, and a certificate is retained. | Inquired of the IT Manager and inspected the disposal log to determine whether media were sanitized.
# CC6.6
27 | Firewalls are configured to deny traffic by default. | Inspected firewall rule sets to determine whether a deny-by-default rule was in place.
28 | An intrusion detection system monitors the production network. | Inspected the intrusion detection configuration and an example alert to determine whether the network was monitored.
# CC6.7
29 | Data in transit over public networks is encrypted with TLS 1.2 or above. | Inspected the certificate and protocol scan of public endpoints to determine whether TLS 1.2 or above was enforced.
# CC6.8
30 | Anti-malware software is installed on workstations and servers and updates automatically. | Inspected the anti-malware console for a sample of workstations and servers to determine whether the agent was installed and current.
# CC7.1
31 | Vulnerability scans are performed weekly and findings are remediated per policy. | Inspected scan reports for a sample of weeks and tickets for a sample of critical and high findings.
# CC7.2
32 | Security events are alerted by the SIEM to on-call personnel and investigated. | Inspected tickets for a sample of alerts to determine whether the alert was investigated.
# CC7.3
33 | Events are classified by severity under the incident response plan. | Inspected the incident log and tickets for a sample of events to determine whether they were classified.
# CC7.4
34 | Security incidents are documented, escalated, contained and resolved in accordance with the plan. | Inquired of the Director of Information Security and inspected the incident log to determine whether incidents were handled per the plan.
35 | The incident response plan is tested annually. | Inspected the tabletop exercise record to determine whether the plan was tested.
# CC7.5
36 | A post-mortem is prepared for each major incident. | Inquired of management and inspected the incident log to determine whether post-mortems were prepared.
# CC8.1
37 | Changes are tested and approved by someone other than the developer prior to deployment. | Inspected tickets and pull requests for a sample of changes to determine whether testing and approval preceded deployment.
38 | Emergency changes are approved within two business days after deployment. | Inquired of the Release Manager and inspected the list of changes to determine whether emergency changes were approved.
39 | Development, staging and production environments are separated. | Observed the environments to determine whether they were separated.
# CC9.1
40 | Cyber insurance is maintained to mitigate the financial effect of a disruption. | Inspected the insurance certificate to determine whether cover was in force for the period.
# CC9.2
41 | Vendors with access to confidential data are reviewed annually. | Inspected the annual review for a sample of vendors to determine whether it was performed.
"""

# --- control rows in hand B: 'key | control | test', without criteria (documents map them)
CB = dict((l.split("|")[0].strip(), [x.strip() for x in l.split("|")[1:]]) for l in """
board | The Audit and Risk Committee meets quarterly, and information security is a standing item. | Read the minutes of two quarterly meetings and ascertained that information security was discussed.
code | Staff sign the Code of Business Ethics on joining and re-confirm it each year. | Selected 25 of 118 joiners and examined the signed Code.
screen | Screening is completed before the first day of work. | Examined screening records for 25 of 118 joiners.
train | Staff complete information security training each year. | Examined the learning system's export for 40 of 612 members of staff.
policy | Policies are reviewed and approved every twelve months. | Examined the version history of all eleven policies.
profile | Job profiles define security responsibilities. | Examined job profiles for 10 of 64 roles.
perf | Performance is assessed against objectives annually. | Examined assessments for 40 of 612 members of staff.
msa | Service commitments are set out in the Master Services Agreement. | Examined the agreement for 15 of 57 new customers.
status | Availability and incidents are shown on a public status page. | Observed the status page and compared it with the incident register for 5 of 9 incidents.
intranet | Policies and responsibilities are communicated on the intranet. | Observed the intranet and the policy library.
risk | A risk workshop is held annually and the register updated, including fraud and change. | Examined the register and the record of the workshop.
treat | Treatment plans are reviewed monthly until closure. | Examined the review record for 3 of 12 months.
iaudit | An internal audit of selected controls is performed each year and reported to the Committee. | Examined the internal audit report and the tracking of its findings.
sso | Authentication to systems uses single sign-on with multi-factor authentication. | Examined the identity provider's policy and reperformed a log-on without a second factor.
pwd | Password parameters are configured in line with the policy. | Examined the password configuration of the identity provider and database.
bastion | Privileged access to production is made through a bastion service and is recorded. | Examined the bastion configuration and the recording of 10 of 1,204 sessions.
enc | Customer data at rest is encrypted with AES-256. | Examined the storage configuration of all 16 data stores.
joiner | Access is granted on an approved request. | Examined requests for 25 of 118 joiners.
leaver | Accounts are disabled on the last working day. | Compared the HR leaver list with account status for 25 of 74 leavers.
review | Access to production is reviewed by system owners twice a year. | Examined both half-yearly reviews.
mover | Access rights are changed within five days when someone changes role. | Examined tickets for 10 of 31 movers.
dispose | Retired media are wiped or shredded under certificate. | Examined the asset register and inquired of the Service Desk Lead.
waf | A web application firewall protects public endpoints. | Examined the firewall's rules and block log.
sg | Security groups deny all inbound traffic unless it is expressly allowed. | Examined security group rules for all production networks.
tls | Traffic over public networks is encrypted with TLS 1.2 or better. | Reperformed a protocol scan of five public endpoints.
mdm | Laptops are centrally managed, encrypted and protected against malware. | Examined the management console for 25 of 640 laptops.
scan | Vulnerability scans run weekly, and critical findings are fixed within 30 days. | Examined 5 of 52 weekly scans and the tickets of 45 of 231 critical findings.
pen | A penetration test is commissioned annually. | Examined the report of the penetration test.
mon | Metrics are monitored and thresholds notify the on-call rota. | Examined alert rules and 25 of 902 notifications.
siem | Security events are triaged by Security Operations within four hours. | Examined 30 of 448 events for the time of triage.
inc | Incidents are recorded, contained and reviewed under the incident procedure. | Examined records of 5 of 9 incidents.
irtest | The incident procedure is exercised annually. | Examined the record of the exercise.
chg | Changes are approved by a second engineer before deployment. | Examined merge requests for 25 of 1,873 changes.
cab | High-risk changes are discussed at the weekly change meeting and carry a back-out plan. | Examined meeting records and plans for 15 of 96 high-risk changes.
emerg | Emergency changes are approved retrospectively within three days. | Inquired of the Head of Delivery and examined the change register.
sep | Development and test environments are separate from production. | Observed the account structure of the cloud provider.
bcp | Continuity and recovery plans are exercised annually. | Examined the plan and the record of the exercise.
backup | Back-ups are taken daily and copied to another region. | Examined the back-up configuration and the result of 25 of 365 daily jobs.
restore | A restore is tested each quarter. | Examined the restore records.
cap | Capacity is reviewed monthly. | Examined the capacity review for 3 of 12 months.
supp | Critical suppliers are assessed every year. | Examined the assessment of 8 of 14 critical suppliers.
nda | Staff and contractors sign confidentiality undertakings. | Examined undertakings for 25 of 118 joiners.
class | Confidential information is classified and handled under the Data Handling Standard. | Examined the standard and the data inventory.
baseline | Servers that deviate from the baseline are reported daily, and deviations are corrected within ten days. | Examined the reports of deviations for 3 of 12 months.
failed | Failed back-up jobs raise a ticket and are repeated. | Examined tickets for 10 of 23 failed jobs.
waiver | Deviations from policy must be approved by the CISO and expire after six months. | Examined 5 of 17 waivers.
static | Code is analysed statically at each build; builds with high findings fail. | Examined the pipeline settings and reperformed a build with a seeded fault.
suppexc | Exceptions noted in suppliers' assurance reports are assessed for their effect. | Examined the assessment of exceptions in 6 of 14 reports.
erase | Customer data is erased within 60 days of the end of the contract. | Examined the erasure record of 6 of 11 ended contracts.
""".strip().split("\n"))

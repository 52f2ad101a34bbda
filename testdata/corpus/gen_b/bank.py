"""Criteria in our own words and two banks of ordinary controls: key | criteria | control | what was looked at | what it showed."""
CRIT = dict(l.split('|') for l in '''CC1.1|COSO Principle 1: Integrity and ethical values are expected of everyone, and the organization shows it in practice.
CC1.2|COSO Principle 2: The board acts independently of management and watches over internal control.
CC1.3|COSO Principle 3: With board oversight, management sets up structures, lines of reporting, and suitable authority.
CC1.4|COSO Principle 4: Competent people are attracted, developed, and kept, in line with objectives.
CC1.5|COSO Principle 5: Individuals answer for their internal control duties.
CC2.1|COSO Principle 13: Relevant information of good quality is obtained or produced and used in support of internal control.
CC2.2|COSO Principle 14: Objectives and duties for internal control are communicated internally.
CC2.3|COSO Principle 15: Matters that affect internal control are communicated with outside parties.
CC3.1|COSO Principle 6: Objectives are stated with enough clarity for risks to them to be found and assessed.
CC3.2|COSO Principle 7: Risks to the objectives are identified across the organization and analyzed as a basis for managing them.
CC3.3|COSO Principle 8: The possibility of fraud is weighed when risks are assessed.
CC3.4|COSO Principle 9: Changes that could have a significant effect on internal control are identified and assessed.
CC4.1|COSO Principle 16: Ongoing or separate evaluations show whether the components of internal control are present and working.
CC4.2|COSO Principle 17: Deficiencies are evaluated and communicated in good time to those who must act on them.
CC5.1|COSO Principle 10: Control activities are selected that bring risks down to an acceptable level.
CC5.2|COSO Principle 11: General control activities over technology are selected and developed.
CC5.3|COSO Principle 12: Control activities are put in place through policies that say what is expected and procedures that carry them out.
CC6.1|Logical access software, infrastructure, and architectures protect information assets against security events.
CC6.2|Users are registered and authorized before credentials are issued, and credentials are removed when access is no longer authorized.
CC6.3|Access is granted, changed, and removed by role, with regard to least privilege and segregation of duties.
CC6.4|Physical access to facilities and protected assets is limited to authorized persons.
CC6.5|Protections over physical assets end only after data and software on them can no longer be read or recovered.
CC6.6|Measures protect against threats from sources outside the boundaries of the system.
CC6.7|Transmission, movement, and removal of information is limited to authorized users and processes, and protected meanwhile.
CC6.8|Unauthorized or malicious software is prevented, or detected and acted upon.
CC7.1|Detection and monitoring procedures find configuration changes that bring vulnerabilities, and newly discovered vulnerabilities.
CC7.2|System components are monitored for anomalies that point to malicious acts, natural disasters, and errors.
CC7.3|Security events are evaluated to decide whether objectives were or could be missed, and action is taken.
CC7.4|Identified security incidents are answered by following a defined program.
CC7.5|Activities to recover from identified security incidents are identified, developed, and implemented.
CC8.1|Changes to infrastructure, data, software, and procedures are authorized, designed, tested, approved, and implemented.
CC9.1|Risk mitigation activities are identified and developed for possible disruptions of business.
CC9.2|Risks associated with vendors and business partners are assessed and managed.
A1.1|Processing capacity and use of components are maintained, monitored, and evaluated so that demand can be met.
A1.2|Environmental protections, software, data backup, and recovery infrastructure are operated, maintained, and monitored.
A1.3|Recovery plan procedures are tested.
C1.1|Confidential information is identified and maintained as confidentiality objectives require.
C1.2|Confidential information is disposed of as confidentiality objectives require.
PI1.1|Relevant, good information on processing objectives, including data definitions and specifications, is obtained and used.
PI1.2|Policies and procedures over inputs lead to services and reporting that meet objectives.
PI1.3|Policies and procedures over processing lead to services and reporting that meet objectives.
PI1.4|Output is made available or delivered completely, accurately, and in time, as specified.
PI1.5|Inputs, items in process, and outputs are stored completely, accurately, and in time.
P1.1|Notice about privacy practices is given to data subjects and kept current.
P2.1|Choices on collection, use, retention, disclosure, and disposal are communicated, and consent is obtained.
P3.1|Personal information is collected consistently with privacy objectives.
P3.2|Where explicit consent is required, its need is communicated and it is obtained before collection.
P4.1|Use of personal information is limited to the purposes identified.
P4.2|Personal information is retained consistently with privacy objectives.
P4.3|Personal information is disposed of securely.
P5.1|Identified and authenticated data subjects can obtain access to their stored personal information.
P5.2|Personal information is corrected or amended on request, and third parties are informed.
P6.1|Personal information is disclosed to third parties with explicit consent where required.
P6.2|A complete and timely record of authorized disclosures is kept.
P6.3|A complete and timely record of detected or reported unauthorized disclosures is kept.
P6.4|Privacy commitments are obtained from vendors and other third parties and assessed.
P6.5|Vendors commit to give notice of actual or suspected unauthorized disclosures.
P6.6|Breaches and incidents are notified to affected data subjects, regulators, and others.
P6.7|Data subjects receive an accounting of personal information held and disclosed, on request.
P7.1|Personal information is kept accurate, current, complete, and relevant.
P8.1|Inquiries, complaints, and disputes from data subjects are received, handled, and monitored.'''.split('\n'))


def load(s):
    out = []
    for l in s.strip().split('\n'):
        k, c, ctl, obj, claim = l.split('|')
        out.append(dict(key=k, crit=c.split(), control=ctl, obj=obj, claim=claim))
    return out


A = load('''
conduct|CC1.1 CC1.5|Personnel acknowledge the code of business conduct when hired and once each year thereafter.|signed acknowledgments for a sample of 25 employees|the code had been acknowledged within the period
disc|CC1.1 CC1.5|A sanctions policy sets out the consequences of breaching {co} policies, up to and including dismissal.|the sanctions policy|disciplinary steps for violations were set out and available to personnel
board|CC1.2|The Board of Directors, a majority of whom hold no management office, meets at least quarterly and receives a report on security and internal control.|board minutes and slides for two quarters|control matters had been presented and discussed
org|CC1.3|An organization chart and written role descriptions define reporting lines and responsibilities for security.|the organization chart and a selection of role descriptions|reporting lines and duties for security were defined
hire|CC1.4|Candidates are interviewed, and a background screening is completed before the first day of employment, where the law allows.|screening records for 15 new hires selected from the roster of 61|screening had been completed before the start date
train|CC1.4 CC2.2|Security awareness training is assigned on hire and annually, and completion is tracked by Human Resources.|training records for a sample of 25 employees|training had been completed in the period
perf|CC1.5|Managers and employees hold a documented performance conversation each year.|performance records for 25 employees|a conversation had been documented
dash|CC2.1|Control owners review a weekly dashboard compiled from the ticketing, scanning, and monitoring tools.|the dashboard and e-mail records for a sample of five weeks|the dashboard had been circulated and reviewed
pol|CC2.2 CC5.3|Information security policies are approved by the Chief Information Security Officer each year and published on the intranet.|the policies and the approval record|policies had been approved within the period and published
ext|CC2.3|Commitments to customers are laid down in the master services agreement and changes to them are announced by e-mail.|agreements for a sample of 10 customers|the commitments were described and the agreement was executed
status|CC2.3|A public status page and a support portal let customers report problems and follow their resolution.|the status page and the portal|channels for reporting were available to customers
goal|CC3.1|Management sets annual objectives for service and security, with measures and owners.|the annual plan|objectives, measures, and owners had been set
risk|CC3.2 CC3.4|A risk assessment covering strategy, operations, technology, and compliance is performed each year and entered into the risk register.|the risk assessment and the register|risks had been rated, and treatment and owner recorded
fraud|CC3.3|The annual risk assessment considers incentives, opportunities, and rationalizations for fraud.|the fraud section of the risk assessment|fraud scenarios had been considered
chgrisk|CC3.4|Significant changes in the business, its systems, or its vendors are brought before the Risk Committee, and relevant exceptions are investigated.|minutes of the Risk Committee for two of the four quarters|changes had been considered
iaudit|CC4.1|An internal control self-assessment is performed twice a year, and its findings are reported to executive management.|both self-assessments|the assessment had been done and reported
defic|CC4.2 CC5.1|Findings from assessments, audits, and scans are recorded in a remediation log with owner and due date, and deviations must be approved by the Chief Information Security Officer.|the log and a sample of 12 findings|an owner and due date were recorded
matrix|CC5.1 CC5.2|Controls are mapped to assessed risks in a control matrix that is refreshed annually.|the control matrix|risks were mapped to controls and the matrix had been refreshed
mfa|CC6.1|Remote access to production requires a virtual private network and multi-factor authentication.|the configuration of the identity provider and observed a log-in attempt|a second factor was demanded
enc|CC6.1|Customer data at rest is encrypted with AES-256, and keys are managed in a key management service with annual rotation.|encryption and key rotation settings of the production databases|encryption and rotation were switched on
grant|CC6.2 CC6.3|Access to systems in scope is requested by ticket and approved by the system owner before it is granted.|tickets for a sample of 25 access grants|approval preceded the grant
term|CC6.2 CC6.3|Access is revoked within one business day after a termination.|termination tickets and account records|access had been revoked within one business day
review|CC6.2 CC6.3|System owners review user access every quarter, and changes requested are carried out.|access review records|the review was complete and the requested changes had been made
priv|CC6.1 CC6.3|Administrative rights are restricted to personnel whose duties call for them.|the listing of administrators, compared with job titles|rights agreed with duties
badge|CC6.4|Entry to the office requires a badge, and visitors sign in and are escorted.|the badge system and observed the reception area|entry was restricted and visitors were logged
media|CC6.5|Laptops and drives are wiped or shredded before leaving the custody of {co}.|certificates of destruction for a sample of 8 devices|the device was recorded as wiped or destroyed
fw|CC6.6|Firewall rules deny traffic by default, and the rules are reviewed semi-annually.|the rule set and the semi-annual reviews|a default deny was in place and the reviews had been performed
tls|CC6.7|Traffic over public networks is encrypted by TLS 1.2 or above.|the configuration of load balancers|weaker protocols were refused
av|CC6.8|Endpoint protection is installed on workstations and servers, and reports to a central console.|the console and a sample of 25 workstations|the agent was installed and current
scan|CC7.1|Vulnerability scans run weekly; findings rated critical or high are remediated within 30 days.|scan reports and tickets|findings had been remediated in time
fim|CC7.1|Configuration of production servers is compared with the approved baseline each night.|the comparison job and alerts for a sample of 20 nights|the comparison had run and alerts were followed up
siem|CC7.2|Logs are forwarded to a security monitoring platform that alerts the on-call analyst.|alert rules and a sample of 30 alerts|the alert was taken up by an analyst
triage|CC7.3|Events are classified by severity under the incident procedure, and the classification is recorded.|records for a sample of 20 events|severity and evaluation were recorded
ir|CC7.4|An incident response plan defines roles, steps, and times for notifying customers, and is exercised annually.|the plan and the record of the exercise|the plan had been exercised
recov|CC7.5|After an incident a root cause analysis is prepared and recovery steps are tracked to completion.|the incident register|analysis and recovery had been completed
change|CC8.1|Changes to code are reviewed by a second engineer, tested, and approved before release to production.|change records|review, tests, and approval preceded release
env|CC8.1|Development, test, and production run in separate accounts, and customer data is not used in testing.|the account structure|environments were separated
emerg|CC8.1|Emergency changes receive approval after the fact, within two business days.|the list of changes marked as emergency|approval was recorded in time
ins|CC9.1|Insurance for cyber events and interruption of business is carried.|the certificate of insurance|coverage was in force throughout the period
bcp|CC9.1 A1.2|A business continuity plan is maintained and is approved each year by the Chief Operating Officer.|the plan|it had been approved in the period
vendor|CC9.2|Critical vendors are assessed annually, including a reading of their assurance reports.|vendor files|an assessment was on file for the period
capacity|A1.1|Utilization of compute and storage is monitored, and thresholds alert the operations team.|the monitoring configuration and a sample of 15 alerts|alerts were acted upon
backup|A1.2|Databases are backed up daily to a second region, and failures raise an alert.|backup configuration and logs for a sample of 25 days|backups had completed, or failures were resolved
restore|A1.2|A restore of a production backup is tested each year.|the restore record|the restore had been completed and verified
dr|A1.3|The disaster recovery plan is exercised annually and lessons learned are recorded.|the exercise report|the exercise had been carried out
class|C1.1|A data classification standard defines handling of confidential information.|the standard|classes and handling rules were defined
nda|C1.1|Confidentiality agreements are signed by employees and contractors before access is given.|agreements for a sample of 15 new hires and contractors|the agreement had been signed
dispose|C1.2|Customer data is deleted within 30 days after the end of the contract, and a confirmation is issued.|deletion tickets|deletion had been completed and confirmed''')

B = load('''
values|CC1.1|Values and standards of conduct are written into the employee handbook, which every staff member signs on joining.|the handbook and signed receipts|the receipts were signed
hotline|CC1.1 CC1.5|An ethics hotline run by an outside firm accepts anonymous reports.|the hotline page and contract|anonymous reports could be made
advis|CC1.2|An advisory committee with outside members meets twice a year and challenges management on risk and control.|minutes of both meetings|risk and control had been discussed
roles|CC1.3|Responsibility for security is assigned to the Head of Platform Security, who reports to the Chief Executive.|the letter of appointment and job profile|responsibility was assigned
bgcheck|CC1.4|References, education, and criminal records are checked for new staff before they start.|check reports for twelve new hires|checks were dated before the start date
skills|CC1.4|Engineers follow a yearly program of secure development training.|the course register for 20 engineers|the course had been taken
appraise|CC1.5|Appraisals in the first quarter cover adherence to policy.|appraisals for 15 members of staff|adherence to policy had been covered
metrics|CC2.1|Operational metrics are collected automatically and discussed in the Monday operations meeting.|meeting notes for 6 weeks|metrics had been discussed
intranet|CC2.2|Policies and procedures are kept in a wiki open to all staff, and revisions are announced in the company channel.|the wiki and announcements|the policies were available and revisions announced
terms|CC2.3|Responsibilities of the service and its users are stated in published terms and in onboarding guides.|terms and guides|responsibilities were stated
object|CC3.1|Service level and security targets are agreed in the annual operating plan.|the operating plan|targets were specific and measurable
riskws|CC3.2 CC3.3|A risk workshop is held each spring; fraud is a standing item on its agenda.|the agenda, attendance, and risk list|the workshop was held and fraud was covered
horizon|CC3.4|New laws, technology, and business ventures are reviewed for their effect on controls each quarter.|review memoranda for two quarters|changes had been considered
pentest|CC4.1 CC7.1|An outside firm carries out a penetration test of the application and its network every year.|the report of the tester|the test had been carried out and findings were ticketed
actions|CC4.2|Open actions from audits and tests are followed up monthly until they are closed.|the action list for three months|follow-up was recorded
design|CC5.1|Control owners confirm each year that the controls they own still answer the risks.|confirmations from owners|confirmations were complete
itgc|CC5.2|Standards for building, hardening, and running servers are maintained.|the standards|standards were maintained and approved
review_pol|CC5.3|Policies are reviewed every year by their owners.|the revision history of 8 policies|each had been reviewed
sso|CC6.1|Staff sign in through single sign-on with a hardware key; shared accounts are not permitted.|sign-on settings and user listings|keys were enforced and no shared accounts were found
dbadmin|CC6.1|Administrative access to databases is confined to the database team.|the list of accounts with administrative rights|accounts belonged to the database team
crypt|CC6.1|Disks, databases, and backups holding customer data are encrypted.|storage settings|encryption was active
joiner|CC6.2|New accounts are created on receipt of a form approved by the line manager.|forms for 20 new accounts|the form had been approved beforehand
leaver|CC6.2|Accounts of leavers are closed on or before their last day.|the leaver list and account closing times|accounts had been closed on time
mover|CC6.3|Access rights are adjusted when staff change duties.|records of 5 transfers|rights had been adjusted
recert|CC6.3|Rights to production are recertified twice a year.|both recertifications|each right had been confirmed or withdrawn
perim|CC6.6|A web application firewall and intrusion detection stand in front of all public endpoints.|firewall and detection settings|rules were active on public endpoints
transit|CC6.7|Files are exchanged over SFTP or HTTPS only, and removable media is blocked.|transfer settings and device policy|other channels were disabled
malware|CC6.8|Anti-malware software is centrally managed and updated at least daily.|console settings and 20 endpoints|software was present and updated
patch|CC7.1|Servers are patched monthly from a tested image.|patch reports for 3 months|patches had been applied
watch|CC7.2|Security events are watched around the clock by a managed detection provider.|the service contract and monthly reports for 3 months|events had been reported
assess|CC7.3|Events passed on by the provider are assessed by the security team within one day.|tickets for 15 events|assessment was made within one day
handle|CC7.4|Incidents are handled by a written procedure which names the lead, the steps, and the rules for notice to customers.|the procedure and incident tickets|the procedure had been followed
afterm|CC7.5|A review is held within two weeks after a major incident and its lessons are put into practice.|the incident list|a review had been held
cab|CC8.1|Releases to production are approved by the Change Board.|release records|approval was recorded before deployment
sep|CC8.1|The deployment pipeline does not let the author of a change approve it.|pipeline settings|author and approver were kept apart
testing|CC8.1|Automated tests run on each build, and a failed build cannot be released.|pipeline settings and the log of one failed build|the failed build was blocked
interrupt|CC9.1|Plans for keeping the business going are in place for loss of site, staff, and suppliers.|the plans|the scenarios were covered
thirdp|CC9.2|Suppliers with access to customer data are vetted before signature and each year afterwards.|supplier files for 6 suppliers|vetting was documented
phys|CC6.4|The office is kept locked, and keys and badges are issued on approval of the office manager.|the key register and observed the entrance|keys and badges were approved
scrap|CC6.5|Retired equipment is degaussed and scrapped by a certified company.|scrap certificates|equipment was destroyed
load|A1.1|Load forecasts are compared with capacity each month.|forecasts for 3 months|the comparison was made
copies|A1.2|Hourly snapshots and nightly copies are kept in a separate region.|snapshot settings and job history for 20 nights|copies were made
failover|A1.3|Failover to the second region is rehearsed annually.|the rehearsal report|failover succeeded within the target
labels|C1.1|Confidential records are labeled, and access to them is logged.|label settings and access logs|labels and logs were in place
purge|C1.2|Records past their retention date are purged by a scheduled job.|job settings and purge logs for 5 weeks|the job had run''')

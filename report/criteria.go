package report

// Criterion is one of the 61 trust services criteria (TSP section 100, 2017, points of focus revised 2022). Titles are short
// paraphrases of ours: the criteria's text belongs to the AICPA.
type Criterion struct {
	ID       string
	Category string
	Title    string
}

// Categories of the trust services criteria, in the AICPA's order.
const (
	Security            = "security"
	Availability        = "availability"
	ProcessingIntegrity = "processing integrity"
	Confidentiality     = "confidentiality"
	Privacy             = "privacy"
)

// Categories lists the five categories in the AICPA's order.
func Categories() []string {
	return []string{Security, Availability, ProcessingIntegrity, Confidentiality, Privacy}
}

// Criteria lists all criteria in order.
func Criteria() []Criterion {
	return []Criterion{
		{"CC1.1", Security, "Integrity and ethical values"},
		{"CC1.2", Security, "Independent board oversight of internal control"},
		{"CC1.3", Security, "Structures, reporting lines, authority"},
		{"CC1.4", Security, "Attracting, developing and keeping competent people"},
		{"CC1.5", Security, "Holding people accountable for control duties"},
		{"CC2.1", Security, "Relevant, good-quality information for control"},
		{"CC2.2", Security, "Internal communication of objectives and duties"},
		{"CC2.3", Security, "Communication with outside parties"},
		{"CC3.1", Security, "Objectives stated clearly enough to assess risk"},
		{"CC3.2", Security, "Identifying and analyzing risks to objectives"},
		{"CC3.3", Security, "Considering the potential for fraud"},
		{"CC3.4", Security, "Identifying changes that could affect control"},
		{"CC4.1", Security, "Ongoing and separate evaluations of controls"},
		{"CC4.2", Security, "Evaluating and communicating deficiencies"},
		{"CC5.1", Security, "Selecting control activities that mitigate risk"},
		{"CC5.2", Security, "General controls over technology"},
		{"CC5.3", Security, "Deploying controls through policies and procedures"},
		{"CC6.1", Security, "Logical access security over protected information assets"},
		{"CC6.2", Security, "Registering, authorizing and removing user credentials"},
		{"CC6.3", Security, "Role-based access, least privilege, segregation of duties"},
		{"CC6.4", Security, "Physical access to facilities and protected assets"},
		{"CC6.5", Security, "Discontinuing protection of assets only after data is unrecoverable"},
		{"CC6.6", Security, "Protection against threats from outside the boundary"},
		{"CC6.7", Security, "Restricting and protecting data in transmission, movement, removal"},
		{"CC6.8", Security, "Preventing or detecting unauthorized or malicious software"},
		{"CC7.1", Security, "Detecting configuration changes and new vulnerabilities"},
		{"CC7.2", Security, "Monitoring components for anomalies and security events"},
		{"CC7.3", Security, "Evaluating security events for impact"},
		{"CC7.4", Security, "Responding to security incidents"},
		{"CC7.5", Security, "Recovering from security incidents"},
		{"CC8.1", Security, "Authorizing, developing, testing, approving, implementing changes to infrastructure, data, software, procedures"},
		{"CC9.1", Security, "Mitigating risks of business disruption"},
		{"CC9.2", Security, "Assessing and managing vendor and business-partner risk"},
		{"A1.1", Availability, "Capacity: monitoring, evaluating, and adding as needed"},
		{"A1.2", Availability, "Environmental protections, backup and recovery infrastructure"},
		{"A1.3", Availability, "Testing recovery plan procedures"},
		{"C1.1", Confidentiality, "Identifying and maintaining confidential information"},
		{"C1.2", Confidentiality, "Disposing of confidential information"},
		{"PI1.1", ProcessingIntegrity, "Information about processing objectives, data definitions, specifications"},
		{"PI1.2", ProcessingIntegrity, "System inputs: complete and accurate"},
		{"PI1.3", ProcessingIntegrity, "System processing: to specification"},
		{"PI1.4", ProcessingIntegrity, "Outputs: complete, accurate, timely, to the right party"},
		{"PI1.5", ProcessingIntegrity, "Storage of inputs, work in process and outputs"},
		{"P1.1", Privacy, "Notice of privacy practices to data subjects"},
		{"P2.1", Privacy, "Choices communicated and consent obtained"},
		{"P3.1", Privacy, "Collection consistent with privacy objectives"},
		{"P3.2", Privacy, "Explicit consent obtained before collection where required"},
		{"P4.1", Privacy, "Use limited to stated purposes"},
		{"P4.2", Privacy, "Retention consistent with objectives"},
		{"P4.3", Privacy, "Secure disposal"},
		{"P5.1", Privacy, "Data subjects can access their data"},
		{"P5.2", Privacy, "Correction, amendment, and passing corrections on"},
		{"P6.1", Privacy, "Disclosure to third parties only with consent"},
		{"P6.2", Privacy, "Record of authorized disclosures"},
		{"P6.3", Privacy, "Record of unauthorized disclosures, breaches included"},
		{"P6.4", Privacy, "Privacy commitments obtained from vendors and third parties"},
		{"P6.5", Privacy, "Vendors commit to notify of actual or suspected unauthorized disclosure"},
		{"P6.6", Privacy, "Breach notice to data subjects, regulators and others"},
		{"P6.7", Privacy, "Accounting of data held and disclosed, on request"},
		{"P7.1", Privacy, "Accurate, up-to-date, complete, relevant data"},
		{"P8.1", Privacy, "Inquiries, complaints, disputes; compliance monitoring"},
	}
}

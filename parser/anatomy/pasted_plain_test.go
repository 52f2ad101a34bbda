package anatomy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// plainPassages tell exceptions, and what is none, in the plain words in which people sum up a report.
const plainPassages = `cases:
# exceptions
- {id: plain-01, section: IV, text: "CC6.2-9. Access of departing staff is revoked within 24 hours. We sampled 40 leavers and compared HR end dates with the directory. Revocation for six of them came between two and five days after departure.", exceptions: [{criteria: [CC6.2], control_id: CC6.2-9, sample_size: 40, deviations: 6, kind: operating, failure: late}]}
- {id: plain-02, section: IV, text: "CHG-3 (CC8.1). Prompts are peer reviewed before release. Of the 30 prompt changes sampled, 27 carried a review; three did not.", exceptions: [{criteria: [CC8.1], control_id: CHG-3, sample_size: 30, deviations: 3, kind: operating}]}
- {id: plain-03, section: IV, text: "CC7.1-2. Hosts are scanned weekly. Inspected scan reports for 12 weeks. Scans had been skipped in two of the weeks.", exceptions: [{criteria: [CC7.1], control_id: CC7.1-2, sample_size: 12, deviations: 2, kind: operating, failure: not-performed}]}
- {id: plain-04, section: IV, text: "MON-1 (CC7.2). Drift of the ranking model is reported each month. Only 9 of the 12 monthly reports had been issued.", exceptions: [{criteria: [CC7.2], control_id: MON-1, sample_size: 12, deviations: 3, kind: operating}]}
- {id: plain-05, section: IV, text: "A1.2-3. Backups are verified by restoring a file each month. Test: Inspected restore tickets for a sample of 4 months. Result: The restore for August had not been carried out.", exceptions: [{criteria: [A1.2], control_id: A1.2-3, sample_size: 4, deviations: 1, kind: operating, failure: not-performed}]}
- {id: plain-06, section: IV, text: "CC9.2-1. Contracts of sub-processors are countersigned by Legal. For a sample of 15 contracts, noted that two contracts were not countersigned. Management's response: both have since been signed.", exceptions: [{criteria: [CC9.2], control_id: CC9.2-1, sample_size: 15, deviations: 2, kind: operating, management_response: true}]}
- {id: plain-07, section: IV, text: "LOG-5 (CC7.2). Inference requests are logged. Inspected logging settings of the eight inference clusters. Logging was switched off on one cluster from April 3 to April 19.", exceptions: [{criteria: [CC7.2], control_id: LOG-5, sample_size: 8, population: 8, deviations: 1, kind: operating, failure: misconfigured}]}
- {id: plain-08, section: IV, text: "CC1.4-2 Background checks precede the first day of work. Inspected files of 25 hires. In 20% of the cases (5 of 25) the check was finished after the first day.", exceptions: [{criteria: [CC1.4], control_id: CC1.4-2, sample_size: 25, deviations: 5, kind: operating, failure: late}]}
- {id: plain-09, section: IV, text: "CC6.3-1. Privileged roles are recertified quarterly. Inspected the recertification of 3 quarters. Deviation: the Q2 recertification omitted the annotation platform.", exceptions: [{criteria: [CC6.3], control_id: CC6.3-1, sample_size: 3, deviations: 1, kind: operating, failure: incomplete}]}
- {id: plain-10, section: IV, text: "DS-2 (PI1.2). Training files are hashed on receipt. Asked for the hash lists of 18 deliveries. The lists of 5 deliveries had been purged and could no longer be retrieved.", exceptions: [{criteria: [PI1.2], control_id: DS-2, sample_size: 18, deviations: 5, kind: evidence-unavailable, failure: missing-evidence}]}
- {id: plain-11, section: IV, text: "CC8.1-9. Model cards are approved by the Model Owner. Selected 10 of 44 model cards. 1 model card was published with no approval.", exceptions: [{criteria: [CC8.1], control_id: CC8.1-9, sample_size: 10, population: 44, deviations: 1, kind: operating, failure: missing-approval}]}
- {id: plain-12, section: IV, text: "CC6.1-8. Control design gap. Nothing in the procedure prevents an annotator from downloading the whole data set.", exceptions: [{criteria: [CC6.1], control_id: CC6.1-8, kind: design, failure: missing-control}]}
- {id: plain-13, section: IV, text: "TR-6 (CC2.2). Staff complete the AI ethics course. Per inspection of the records of 50 employees, it was noted that seven employees never completed it.", exceptions: [{criteria: [CC2.2], control_id: TR-6, sample_size: 50, deviations: 7, kind: operating, failure: not-performed}]}
- {id: plain-14, section: IV, text: "CC6.6-4. Firewall changes are approved. Results of test: Exceptions noted. Two (2) of twenty (20) changes had been applied prior to approval. Refer to Section V for management's reply.", exceptions: [{criteria: [CC6.6], control_id: CC6.6-4, sample_size: 20, deviations: 2, kind: operating, failure: missing-approval, management_response: true}]}
- {id: plain-15, section: IV, text: "C1.2-5. Expired customer corpora are deleted. Inspected the deletion log for all 9 contracts that ended in the period, and found that the corpus of one customer was still stored 71 days after the contract ended.", exceptions: [{criteria: [C1.2], control_id: C1.2-5, sample_size: 9, population: 9, deviations: 1, kind: operating, failure: late}]}
- {id: plain-16, section: IV, text: "CC5.2-7. Deployments need two people. Reviewed 35 deployments. On three occasions the engineer who wrote the code deployed it himself.", exceptions: [{criteria: [CC5.2], control_id: CC5.2-7, sample_size: 35, deviations: 3, kind: operating, failure: segregation-of-duties}]}
- {id: plain-17, section: IV, text: "Control: CC7.3-1 Incidents are rated. Test: Inspected 22 incident records. Result: 4 records lacked a rating.", exceptions: [{criteria: [CC7.3], control_id: CC7.3-1, sample_size: 22, deviations: 4, kind: operating, failure: incomplete}]}
- {id: plain-18, section: IV, text: "CC4.2-1. Findings are tracked to closure. Neither of the two high findings of the internal audit had an owner.", exceptions: [{criteria: [CC4.2], control_id: CC4.2-1, sample_size: 2, deviations: 2, kind: operating}]}
- {id: plain-19, section: IV, text: "CC6.1-30. MFA is required for the GPU console. Observed sign-in of an administrator and noted that no second factor was requested.", exceptions: [{criteria: [CC6.1], control_id: CC6.1-30, kind: operating}]}
- {id: plain-20, section: IV, text: "CC3.1-1. Objectives are set yearly by the board. The control ran only from June 1; during the first five months of the period it was not in operation.", exceptions: [{criteria: [CC3.1], control_id: CC3.1-1, kind: operating, failure: part-of-period}]}
- {id: plain-21, section: V, text: "Management's replies. Exception 1 - CC6.2-9: six of 40 leavers kept their access too long. Management: HR now sends leavers daily. Exception 2 - MON-1 (CC7.2): 3 of 12 reports had not been issued. Management: a deputy was named.", exceptions: [{criteria: [CC6.2], control_id: CC6.2-9, sample_size: 40, deviations: 6, kind: operating, management_response: true}, {criteria: [CC7.2], control_id: MON-1, sample_size: 12, deviations: 3, kind: operating, failure: not-performed, management_response: true}]}
- {id: plain-22, section: V, text: "The auditor's testing of CC8.1-9 showed one model card, out of ten, without approval. We agree and have blocked publication without approval in the tool.", exceptions: [{criteria: [CC8.1], control_id: CC8.1-9, sample_size: 10, deviations: 1, kind: operating, failure: missing-approval, management_response: true}]}
- {id: plain-23, section: I, text: "Basis for qualified opinion. For 14 of 45 leavers tested, accounts remained enabled for more than 30 days. Accordingly, criterion CC6.2 was not met.", exceptions: [{criteria: [CC6.2], sample_size: 45, deviations: 14, kind: operating, qualifies_opinion: true}]}
- {id: plain-24, section: IV, text: "CC7.2-20. Jailbreak alerts are triaged in four hours. Inspected 60 alerts. 52 were triaged in time, 8 were not.", exceptions: [{criteria: [CC7.2], control_id: CC7.2-20, sample_size: 60, deviations: 8, kind: operating}]}
- {id: plain-25, section: IV, text: "CC8.1-40 Roll-backs are rehearsed. Of three rehearsals planned, one was canceled.", exceptions: [{criteria: [CC8.1], control_id: CC8.1-40, sample_size: 3, deviations: 1, kind: operating, failure: not-performed}]}
# clean
- {id: plain-50, section: IV, text: "CC6.2-9. Access of departing staff is revoked within 24 hours. Inspected 40 leavers; all 40 had been revoked within 24 hours. No exceptions noted.", exceptions: []}
- {id: plain-51, section: IV, text: "CC7.2-3. Alerts that nobody had answered within an hour are escalated. Inspected the escalation of 6 alerts. No deviations noted.", exceptions: []}
- {id: plain-52, section: IV, text: "CC7.4-1. Breaches are reported in 72 hours. There were no breaches in the period. The control could not be tested.", exceptions: []}
- {id: plain-53, section: IV, text: "CC6.1-3. Requests with an expired token are refused. Sent three requests with an expired token and observed that none was accepted. No exceptions noted.", exceptions: []}
- {id: plain-54, section: IV, text: "PI1.4-1. Outputs below the threshold are sent to a reviewer. For 25 outputs below the threshold, inspected the reviewer's decision; 9 had been rejected by the reviewer and were not delivered. No exceptions noted.", exceptions: []}
- {id: plain-55, section: IV, text: "CC8.1-3. Failed builds are not deployed. Inspected 15 failed builds and confirmed that none had been deployed. No exceptions were noted.", exceptions: []}
- {id: plain-56, section: IV, text: "CC9.2-3. Vendors without a SOC 2 report complete a questionnaire. Of the 20 vendors selected, 4 had no SOC 2 report; their questionnaires were inspected. No exceptions noted.", exceptions: []}
- {id: plain-57, section: IV, text: "CC3.2-2. The risk register is reviewed each quarter. Inspected two reviews, one of which recorded three overdue treatments with new dates. No exceptions noted.", exceptions: []}
- {id: plain-58, section: V, text: "Management has reviewed the report. There were no exceptions in Section IV. In the prior year, 2 of 25 changes lacked approval, which was corrected.", exceptions: []}
- {id: plain-59, section: I, text: "In our opinion, in all material respects, the controls operated effectively. Because of their nature, controls may not always operate effectively.", exceptions: []}
- {id: plain-60, section: IV, text: "CC7.1-8. Vulnerabilities that were not fixed within 30 days need a risk acceptance. Inspected the acceptances of 5 of 12 such vulnerabilities. No exceptions noted.", exceptions: []}
- {id: plain-62, section: IV, text: "CC6.2-44. Emergency accounts are disabled after use. The three emergency accounts used in the period were disabled within one day. No exceptions noted.", exceptions: []}
- {id: plain-63, section: IV, text: "PI1.3-30. The evaluation suite must pass before release. Inspected the suite's report for 10 releases: 3 of 10 failed at first and were released only after they had been mended and had passed. No exceptions noted.", exceptions: []}
- {id: summed-up-01, section: IV, text: "CC6.2-11. Contractor badges are returned on the last day. Examined return slips for 18 contractors. 4 slips showed a return more than a week after the last day.", exceptions: [{criteria: [CC6.2], control_id: CC6.2-11, sample_size: 18, deviations: 4, kind: operating, failure: late}]}
- {id: summed-up-03, section: IV, text: "CC8.1-14. Releases carry a test report. We selected 25 releases; the test report was absent in 3 instances.", exceptions: [{criteria: [CC8.1], control_id: CC8.1-14, sample_size: 25, deviations: 3, kind: operating}]}
- {id: summed-up-04, section: IV, text: "CC7.3-5. Incidents get a root cause analysis within ten days. Testing of 12 incidents disclosed that in five cases the analysis took between 14 and 30 days.", exceptions: [{criteria: [CC7.3], control_id: CC7.3-5, sample_size: 12, deviations: 5, kind: operating, failure: late}]}
- {id: summed-up-05, section: IV, text: "CC9.1-2. The insurer is told of changes. Exception: the auditor could find no sign that the change of March was reported.", exceptions: [{criteria: [CC9.1], control_id: CC9.1-2, kind: operating}]}
- {id: summed-up-06, section: IV, text: "KEY-1, CC6.1. API keys of the model endpoint expire after 90 days. Inspected the 16 active keys. Six were older than 90 days.", exceptions: [{criteria: [CC6.1], control_id: KEY-1, sample_size: 16, population: 16, deviations: 6, kind: operating, failure: late}]}
- {id: summed-up-07, section: IV, text: "CC4.1-7. Red team exercises run twice a year. One of the two exercises was not held. Management agrees and has booked a supplier.", exceptions: [{criteria: [CC4.1], control_id: CC4.1-7, sample_size: 2, deviations: 1, kind: operating, failure: not-performed, management_response: true}]}
- {id: summed-up-08, section: IV, text: "A1.1-2. Capacity alarms are set at 80 percent. Inspected the alarms of 10 of 63 GPU pools and found 2 pools with no alarm.", exceptions: [{criteria: [A1.1], control_id: A1.1-2, sample_size: 10, population: 63, deviations: 2, kind: operating}]}
- {id: summed-up-09, section: IV, text: "C1.1-4. Test data is masked. Inspected 8 data sets; personal data of customers was found unmasked in one of them.", exceptions: [{criteria: [C1.1], control_id: C1.1-4, sample_size: 8, deviations: 1, kind: operating}]}
- {id: summed-up-10, section: V, text: "CC7.3-5 - Late root cause analyses. In five of twelve incidents the analysis was late. Corrective action: an analyst has been hired.", exceptions: [{criteria: [CC7.3], control_id: CC7.3-5, sample_size: 12, deviations: 5, kind: operating, failure: late, management_response: true}]}
- {id: summed-up-11, section: IV, text: "CC2.2-3. Staff sign the AI use policy. Of 60 staff sampled, 95% (57) had signed. The remaining three had not.", exceptions: [{criteria: [CC2.2], control_id: CC2.2-3, sample_size: 60, deviations: 3, kind: operating}]}
- {id: summed-up-12, section: I, text: "In our opinion, except for the matter giving rise to the modification, controls operated effectively. Matter: reviews of model changes were not documented for 11 of 30 changes selected, so that criterion CC8.1 was not achieved.", exceptions: [{criteria: [CC8.1], sample_size: 30, deviations: 11, kind: operating, failure: missing-evidence, qualifies_opinion: true}]}
- {id: summed-up-50, section: IV, text: "CC6.2-11. Contractor badges are returned on the last day. Examined 18 slips, none of which was dated after the last day. No exceptions noted.", exceptions: []}
- {id: summed-up-51, section: IV, text: "PI1.3-9. Models that have not been scored are blocked. Attempted to release an unscored model and saw that the pipeline stopped. No exceptions noted.", exceptions: []}
- {id: summed-up-52, section: IV, text: "CC7.3-9. Late analyses are reported to the COO. Inspected three reports of late analyses. No deviations noted.", exceptions: []}
- {id: summed-up-53, section: IV, text: "CC8.1-22. Rejected changes are not merged. 3 of 25 changes selected had been rejected and were not merged. No exceptions noted.", exceptions: []}
- {id: summed-up-54, section: V, text: "Management intends to automate reviews of access, which were performed by hand, next year. No exceptions were reported.", exceptions: []}
- {id: summed-up-55, section: IV, text: "A1.2-20. No restore was requested by a customer during the period; the control did not operate.", exceptions: []}
- {id: summed-up-56, section: I, text: "We conducted our examination under AICPA standards. Controls that did not exist or failed earlier in the year were outside of our scope. In our opinion, in all material respects, controls were suitably designed.", exceptions: []}
`

func TestPlainWordsInPassages(t *testing.T) {
	var doc struct{ Cases []passageCase }
	require.NoError(t, yaml.Unmarshal([]byte(plainPassages), &doc))
	for _, c := range doc.Cases {
		t.Run(c.ID, func(t *testing.T) {
			f := measure([]passageCase{c})
			assert.Empty(t, f.faults, c.Text)
		})
	}
}

package identity

import "strings"

// Action is something that a route lets a caller do.
type Action string

// Actions. Whoever adds a route names one of these, or adds one with its line in the table.
const (
	ReadVendors     Action = "vendor.read"
	CreateVendor    Action = "vendor.create"
	EditVendor      Action = "vendor.edit"
	ReadDocuments   Action = "document.read"
	UploadDocument  Action = "document.upload"
	ReadReviews     Action = "review.read"
	MoveReview      Action = "review.move" // submit, send back, reopen
	ApproveReview   Action = "review.approve"
	RetryReading    Action = "review.retry"
	DecideFinding   Action = "finding.decide"
	AddFinding      Action = "finding.add"
	AnswerFollowUp  Action = "follow-up.answer"
	MapControl      Action = "user-entity-control.map"
	WriteComment    Action = "comment.write"
	ChoosePeople    Action = "people.choice.read"
	MarkMention     Action = "mention.mark"
	ReadAudit       Action = "audit.read"
	ManagePeople    Action = "people.manage"
	ManageSettings  Action = "settings.manage"
	ManageOwnTokens Action = "token.own"
	ReadSelf        Action = "self.read"
	ReadMetrics     Action = "metrics.read"
)

// Reads tells whether an action changes nothing: its name says so.
func (a Action) Reads() bool { return strings.HasSuffix(string(a), ".read") }

// Scope is how far a permission reaches.
type Scope string

// Scopes.
const (
	Nothing Scope = ""
	Own     Scope = "own" // vendors that the caller owns
	All     Scope = "all" // within the caller's unit, if they have one
)

// Actions lists every action, in the order of the table.
func Actions() []Action {
	return []Action{
		ReadVendors, CreateVendor, EditVendor, ReadDocuments, UploadDocument, ReadReviews, MoveReview, ApproveReview, RetryReading,
		DecideFinding, AddFinding, AnswerFollowUp, MapControl, WriteComment, ChoosePeople, MarkMention, ReadAudit, ManagePeople, ManageSettings, ManageOwnTokens, ReadSelf, ReadMetrics,
	}
}

// May is the one table of permissions: how far a role's permission for an action reaches.
func May(role Role, action Action) Scope {
	type who map[Role]Scope
	all := who{Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: Own, Auditor: All}
	table := map[Action]who{
		ReadVendors:     all,
		CreateVendor:    {Administrator: All, RiskOfficer: All, Procurement: All},
		EditVendor:      {Administrator: All, RiskOfficer: All, Procurement: All},
		ReadDocuments:   all,
		UploadDocument:  {Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: Own},
		ReadReviews:     all,
		MoveReview:      {RiskOfficer: All, Procurement: All},
		ApproveReview:   {RiskOfficer: All},
		RetryReading:    {Administrator: All, RiskOfficer: All, Procurement: All},
		DecideFinding:   {RiskOfficer: All},
		AddFinding:      {RiskOfficer: All, Procurement: All},
		AnswerFollowUp:  {RiskOfficer: All, Procurement: All, BusinessOwner: Own},
		MapControl:      {RiskOfficer: All, Procurement: All, BusinessOwner: Own},
		WriteComment:    {Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: Own},
		ChoosePeople:    {Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: Own},
		MarkMention:     {Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: All, Auditor: All},
		ReadAudit:       {Administrator: All, Auditor: All},
		ManagePeople:    {Administrator: All},
		ManageSettings:  {Administrator: All},
		ManageOwnTokens: {Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: All, Auditor: All},
		ReadMetrics:     {Administrator: All, Auditor: All},
		ReadSelf:        {Administrator: All, RiskOfficer: All, Procurement: All, BusinessOwner: All, Auditor: All},
	}
	return table[action][role]
}

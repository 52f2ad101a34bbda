package api

import (
	"context"
	"net/http"

	"countersign/identity"
	"countersign/review"
)

// Register is what the routes of complementary user entity controls need of the workflow.
type Register interface {
	UserEntityControls(ctx context.Context, c identity.Caller, vendorID string, q review.Query) (review.Page[review.UserEntityControl], error)
	UserEntityControl(ctx context.Context, c identity.Caller, id string) (review.RegisterEntry, error)
	AddUserEntityControl(ctx context.Context, c identity.Caller, vendorID string, m review.MissedControl) (review.RegisterEntry, error)
	MapUserEntityControl(ctx context.Context, c identity.Caller, id string, version int, m review.ControlMapping) (review.RegisterEntry, error)
	Gaps(ctx context.Context, c identity.Caller, reviewID string) ([]review.Gap, error)
	Choices(ctx context.Context, c identity.Caller, vendorID string, q review.Query) (review.Page[review.Choice], error)
}

// ControlMappingInput is how the customer answers a complementary user entity control. What is left out is emptied.
type ControlMappingInput struct {
	Controls   []string `json:"controls,omitempty" maxItems:"50" doc:"Ids or names of your own controls"`
	Owner      string   `json:"owner,omitempty" maxLength:"60" doc:"Id of a person who may see the vendor"`
	Status     string   `json:"status,omitempty" enum:"not-started,partly-in-place,in-place,not-applicable"`
	Reason     string   `json:"reason,omitempty" maxLength:"2000" doc:"Needed for not-applicable"`
	Evidence   string   `json:"evidence,omitempty" maxLength:"5000" doc:"In words"`
	Link       string   `json:"link,omitempty" maxLength:"2000" doc:"To evidence that is kept elsewhere on the web"`
	DocumentID string   `json:"document_id,omitempty" maxLength:"60" doc:"Evidence: a document of the same vendor"`
	ReviewOn   string   `json:"review_on,omitempty" maxLength:"10" doc:"Civil date on which somebody looks again, such as 2027-03-31"`
}

func (in *ControlMappingInput) mapping() review.ControlMapping {
	return review.ControlMapping{
		Controls: in.Controls, Owner: in.Owner, Status: review.ControlStatus(in.Status), Reason: in.Reason, Evidence: in.Evidence, Link: in.Link,
		DocumentID: in.DocumentID, ReviewOn: in.ReviewOn,
	}
}

// MissedControlInput is a complementary user entity control that the reader missed.
type MissedControlInput struct {
	ReviewID string   `json:"review_id,omitempty" maxLength:"60" doc:"Of the report that names it; without it the newest report"`
	Text     string   `json:"text" minLength:"1" maxLength:"5000"`
	Criteria []string `json:"criteria,omitempty" maxItems:"50"`
	Page     int      `json:"page,omitempty" minimum:"1"`
	Quote    string   `json:"quote,omitempty" maxLength:"5000" doc:"The words on the page; the answer says whether they were found there"`
	ControlMappingInput
}

type (
	controlsIn struct {
		IDPath
		Listing
		Status   string `query:"status" doc:"Several by commas: not-started, partly-in-place, in-place, not-applicable"`
		Standing string `query:"standing" doc:"named: by the newest report; no-longer-named; or not-known, since it has unread pages"`
		Owner    string `query:"owner" maxLength:"2000"`
		ReviewID string `query:"review_id" maxLength:"60" doc:"Those that the report of this review names"`
	}
	controlsOut struct {
		Body review.Page[review.UserEntityControl]
	}
	addControlIn struct {
		IDPath
		Body MissedControlInput
	}
	mapControlIn struct {
		IDPath
		IfMatch
		Body ControlMappingInput
	}
	controlOut struct {
		ETag string `header:"ETag"`
		Body review.RegisterEntry
	}
	gapsOut struct {
		Body struct {
			Items []review.Gap `json:"items"`
		}
	}
	choicesIn struct {
		Listing
		Vendor string `query:"vendor" required:"true" minLength:"1" maxLength:"60" doc:"Id of the vendor that they may see"`
	}
	choicesOut struct {
		Body review.Page[review.Choice]
	}
)

func (s *server) registerRoutes() {
	const tag = "user-entity-controls"
	route(s, operation("list-user-entity-controls", http.MethodGet, "/vendors/{id}/user-entity-controls", "List a vendor's register of complementary user entity controls",
		tag, http.StatusNotFound), identity.ReadReviews, s.listControls)
	route(s, status(operation("add-user-entity-control", http.MethodPost, "/vendors/{id}/user-entity-controls", "Add a control that the reader missed", tag,
		http.StatusNotFound, http.StatusConflict), http.StatusCreated), identity.MapControl, s.addControl)
	route(s, operation("get-user-entity-control", http.MethodGet, "/user-entity-controls/{id}", "Get an entry of the register, with the reports that name it", tag,
		http.StatusNotFound), identity.ReadReviews, s.getControl)
	route(s, operation("map-user-entity-control", http.MethodPut, "/user-entity-controls/{id}", "Map an entry of the register to your own controls", tag,
		http.StatusNotFound, http.StatusPreconditionFailed, http.StatusPreconditionRequired), identity.MapControl, s.mapControl)
	route(s, operation("list-gaps", http.MethodGet, "/reviews/{id}/gaps", "List what a review misses before it is approved: what blocks, and warnings", "reviews",
		http.StatusNotFound), identity.ReadReviews, s.listGaps)
	route(s, operation("list-people-choices", http.MethodGet, "/people/choices", "List the people who may see a vendor, to choose from", "people",
		http.StatusNotFound), identity.ChoosePeople, s.listChoices)
}

func (s *server) listControls(ctx context.Context, c identity.Caller, in *controlsIn) (*controlsOut, error) {
	page, err := s.Vendors.UserEntityControls(ctx, c, in.ID, in.query(map[string]string{
		"status": in.Status, "standing": in.Standing, "owner": in.Owner, "review_id": in.ReviewID,
	}))
	return &controlsOut{page}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) addControl(ctx context.Context, c identity.Caller, in *addControlIn) (*controlOut, error) {
	e, err := s.Vendors.AddUserEntityControl(ctx, c, in.ID, review.MissedControl{
		ReviewID: in.Body.ReviewID, Text: in.Body.Text, Criteria: in.Body.Criteria, Page: in.Body.Page, Quote: in.Body.Quote, ControlMapping: in.Body.mapping(),
	})
	return &controlOut{etag(e.Version), e}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) getControl(ctx context.Context, c identity.Caller, in *IDPath) (*controlOut, error) {
	e, err := s.Vendors.UserEntityControl(ctx, c, in.ID)
	return &controlOut{etag(e.Version), e}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) mapControl(ctx context.Context, c identity.Caller, in *mapControlIn) (*controlOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	e, err := s.Vendors.MapUserEntityControl(ctx, c, in.ID, version, in.Body.mapping())
	return &controlOut{etag(e.Version), e}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) listGaps(ctx context.Context, c identity.Caller, in *IDPath) (*gapsOut, error) {
	list, err := s.Vendors.Gaps(ctx, c, in.ID)
	out := &gapsOut{}
	out.Body.Items = list
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) listChoices(ctx context.Context, c identity.Caller, in *choicesIn) (*choicesOut, error) {
	page, err := s.Vendors.Choices(ctx, c, in.Vendor, in.query(nil))
	return &choicesOut{page}, err //nolint:wrapcheck // it says what could not be done
}

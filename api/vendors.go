package api

import (
	"context"
	"net/http"
	"time"

	"countersign/identity"
	"countersign/review"

	"github.com/danielgtaylor/huma/v2"
)

// Vendors is what the routes of vendors need of the workflow.
type Vendors interface {
	Vendors(ctx context.Context, c identity.Caller, q review.Query) (review.Page[review.Vendor], error)
	VendorRisk(ctx context.Context, c identity.Caller, id string) (review.Vendor, review.VendorRisk, error)
	Questions(ctx context.Context, c identity.Caller) ([]review.CriticalityQuestion, error)
	CreateVendor(ctx context.Context, c identity.Caller, f review.VendorFields) (review.Vendor, error)
	EditVendor(ctx context.Context, c identity.Caller, id string, version int, f review.VendorFields) (review.Vendor, error)
	Register
	Comments
}

// VendorInput is what people set of a vendor.
type VendorInput struct {
	Name        string            `json:"name" minLength:"1" maxLength:"200"`
	Owner       string            `json:"owner,omitempty" maxLength:"60" doc:"Id of the business owner"`
	Unit        string            `json:"unit,omitempty" maxLength:"60" doc:"Business unit"`
	Services    string            `json:"services,omitempty" maxLength:"5000" doc:"What is bought"`
	DataClasses []string          `json:"data_classes,omitempty" maxItems:"50"`
	Lifecycle   string            `json:"lifecycle,omitempty" enum:"proposed,active,restricted,exiting,offboarded"`
	Models      []review.ModelUse `json:"models,omitempty" maxItems:"50" doc:"Foundation models that the service uses"`

	Criticality *CriticalityInput `json:"criticality,omitempty" doc:"How much hangs on the vendor, by the questions of /criticality; left out, the answers stay as they are"`
}

func (in *VendorInput) fields() review.VendorFields {
	return review.VendorFields{
		Name: in.Name, Owner: in.Owner, Unit: in.Unit, Services: in.Services, DataClasses: in.DataClasses,
		Lifecycle: review.Lifecycle(in.Lifecycle), Models: in.Models, Criticality: in.Criticality.answers(),
	}
}

// VendorOutput is a vendor as clients get it.
type VendorOutput struct {
	ID string `json:"id"`
	VendorInput
	review.Rating
	Version   int       `json:"version"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

func vendorOutput(v *review.Vendor) VendorOutput {
	return VendorOutput{
		ID: v.ID, Rating: v.Rating, Version: v.Version, CreatedAt: v.CreatedAt, UpdatedAt: v.UpdatedAt,
		VendorInput: VendorInput{
			Name: v.Name, Owner: v.Owner, Unit: v.Unit, Services: v.Services, DataClasses: v.DataClasses, Lifecycle: string(v.Lifecycle), Models: v.Models,
			Criticality: criticalityOf(v.Criticality),
		},
	}
}

type (
	vendorsIn struct {
		Listing
		Lifecycle string `query:"lifecycle" doc:"Several by commas"`
		Unit      string `query:"unit"`
		Owner     string `query:"owner"`
		RiskFilter
	}
	vendorsOut struct {
		Body review.Page[VendorOutput]
	}
	vendorIn struct {
		ID string `path:"id" maxLength:"60"`
	}
	newVendorIn struct {
		Body VendorInput
	}
	editVendorIn struct {
		ID string `path:"id" maxLength:"60"`
		IfMatch
		Body VendorInput
	}
	vendorOut struct {
		ETag string `header:"ETag"`
		Body VendorOutput
	}
)

func (s *server) vendorRoutes() {
	route(s, huma.Operation{OperationID: "list-vendors", Method: http.MethodGet, Path: "/api/v1/vendors", Summary: "List vendors", Tags: []string{"vendors"}},
		identity.ReadVendors, s.listVendors)
	route(s, huma.Operation{
		OperationID: "create-vendor", Method: http.MethodPost, Path: "/api/v1/vendors", Summary: "Add a vendor", Tags: []string{"vendors"},
		DefaultStatus: http.StatusCreated, Errors: []int{http.StatusConflict}, Parameters: []*huma.Param{idempotencyKey()},
	}, identity.CreateVendor, s.createVendor)
	route(s, huma.Operation{
		OperationID: "get-vendor", Method: http.MethodGet, Path: "/api/v1/vendors/{id}", Summary: "Get a vendor", Tags: []string{"vendors"},
		Errors: []int{http.StatusNotFound},
	}, identity.ReadVendors, s.getVendorRisk)
	route(s, huma.Operation{
		OperationID: "edit-vendor", Method: http.MethodPut, Path: "/api/v1/vendors/{id}", Summary: "Change a vendor", Tags: []string{"vendors"},
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, identity.EditVendor, s.editVendor)
}

func (s *server) listVendors(ctx context.Context, c identity.Caller, in *vendorsIn) (*vendorsOut, error) {
	where := in.where(map[string]string{"lifecycle": in.Lifecycle, "unit": in.Unit, "owner": in.Owner})
	page, err := s.Vendors.Vendors(ctx, c, in.query(where))
	if err != nil {
		return nil, err //nolint:wrapcheck // the workflow's errors say what could not be done
	}
	return &vendorsOut{review.Map(page, vendorOutput)}, nil
}

func (s *server) createVendor(ctx context.Context, c identity.Caller, in *newVendorIn) (*vendorOut, error) {
	v, err := s.Vendors.CreateVendor(ctx, c, in.Body.fields())
	return oneVendor(&v, err)
}

func (s *server) editVendor(ctx context.Context, c identity.Caller, in *editVendorIn) (*vendorOut, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	v, err := s.Vendors.EditVendor(ctx, c, in.ID, version, in.Body.fields())
	return oneVendor(&v, err)
}

func oneVendor(v *review.Vendor, err error) (*vendorOut, error) {
	if err != nil {
		return nil, err
	}
	return &vendorOut{etag(v.Version), vendorOutput(v)}, nil
}

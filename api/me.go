package api

import (
	"context"
	"net/http"

	"countersign/identity"
)

// Self is what people do with their own account.
type Self interface {
	Person(ctx context.Context, c identity.Caller, id string) (identity.User, error)
	HasSecondFactor(ctx context.Context, userID string) (bool, error)
	Sessions(ctx context.Context, c identity.Caller) ([]identity.Session, error)
	EndSession(ctx context.Context, c identity.Caller, id string) error
	EndOtherSessions(ctx context.Context, c identity.Caller) (int, error)
	ChangePassword(ctx context.Context, c identity.Caller, old, password string) error
	EnrolTOTP(ctx context.Context, c identity.Caller, password string) (identity.Enrolment, error)
	ConfirmTOTP(ctx context.Context, c identity.Caller, code string) ([]string, error)
	RemoveTOTP(ctx context.Context, c identity.Caller, password string) error
}

// MeOutput is who is calling, and what they may do.
type MeOutput struct {
	Kind         string            `json:"kind" enum:"user,token"`
	ID           string            `json:"id" doc:"Of the person or the token"`
	Name         string            `json:"name"`
	Email        string            `json:"email,omitempty"`
	UserID       string            `json:"user_id,omitempty"`
	Role         identity.Role     `json:"role"`
	Unit         string            `json:"unit,omitempty"`
	SecondFactor bool              `json:"second_factor"`
	Permissions  map[string]string `json:"permissions" doc:"Action to scope: own or all; what is not there is not allowed"`
}

// SessionOutput is a session as its owner sees it.
type SessionOutput struct {
	identity.Session
	Current bool `json:"current" doc:"The one that asks"`
}

// IDPath is the id in a route's address. It is exported because huma looks for parameters in exported structs only.
type IDPath struct {
	ID string `path:"id" maxLength:"60"`
}

type (
	meOut struct {
		Body MeOutput
	}
	sessionsOut struct {
		Body struct {
			Items []SessionOutput `json:"items"`
		}
	}
	endedOut struct {
		Body struct {
			Ended int `json:"ended"`
		}
	}
	changePasswordIn struct {
		Body struct {
			Old      string `json:"old" maxLength:"1000"`
			Password string `json:"password" maxLength:"1000" doc:"At least 12 characters"`
		}
	}
	provenIn struct {
		Body struct {
			Password string `json:"password" maxLength:"1000"`
		}
	}
	codeIn struct {
		Body struct {
			Code string `json:"code" maxLength:"40"`
		}
	}
	enrolmentOut struct {
		Body identity.Enrolment
	}
	codesOut struct {
		Body struct {
			RecoveryCodes []string `json:"recovery_codes" doc:"Shown this once; each works once"`
		}
	}
)

func (s *server) selfRoutes() {
	const tag = "self"
	route(s, operation("get-me", http.MethodGet, "/me", "Who am I, and what may I do", tag), identity.ReadSelf, s.me)
	route(s, operation("list-sessions", http.MethodGet, "/sessions", "List my sessions", tag), identity.ReadSelf, s.listSessions)
	route(s, operation("end-session", http.MethodDelete, "/sessions/{id}", "End one of my sessions", tag, http.StatusNotFound), identity.ReadSelf, s.endSession)
	route(s, status(operation("end-other-sessions", http.MethodDelete, "/sessions", "End all my sessions but this one", tag), http.StatusOK),
		identity.ReadSelf, s.endOtherSessions)
	route(s, status(operation("change-password", http.MethodPost, "/me/password", "Change my password; ends my other sessions", tag,
		http.StatusConflict, http.StatusTooManyRequests), http.StatusNoContent), identity.ReadSelf, s.changePassword)
	route(s, status(operation("ask-for-totp", http.MethodPost, "/me/totp", "Ask for a second factor", tag, http.StatusConflict, http.StatusTooManyRequests),
		http.StatusCreated), identity.ReadSelf, s.askForTOTP)
	route(s, status(operation("confirm-totp", http.MethodPost, "/me/totp/confirm", "Switch the second factor on", tag, http.StatusConflict, http.StatusServiceUnavailable),
		http.StatusOK), identity.ReadSelf, s.confirm)
	route(s, operation("remove-totp", http.MethodDelete, "/me/totp", "Switch the second factor off", tag, http.StatusConflict,
		http.StatusTooManyRequests), identity.ReadSelf, s.removeFactor)
}

func (s *server) me(ctx context.Context, c identity.Caller, _ *empty) (*meOut, error) {
	out := MeOutput{Kind: c.Kind, ID: c.ID, Name: c.Name, UserID: c.UserID, Role: c.Role, Unit: c.Unit, Permissions: map[string]string{}}
	for _, a := range identity.Actions() {
		if scope := c.May(a); scope != identity.Nothing {
			out.Permissions[string(a)] = string(scope)
		}
	}
	if c.Kind != identity.KindUser {
		return &meOut{out}, nil
	}
	u, err := s.Identity.Person(ctx, c, c.UserID)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what could not be done
	}
	out.Email = u.Email
	out.SecondFactor, err = s.Identity.HasSecondFactor(ctx, c.UserID)
	return &meOut{out}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) listSessions(ctx context.Context, c identity.Caller, _ *empty) (*sessionsOut, error) {
	list, err := s.Identity.Sessions(ctx, c)
	out := &sessionsOut{}
	out.Body.Items = make([]SessionOutput, len(list))
	for i := range list {
		out.Body.Items[i] = SessionOutput{list[i], list[i].ID == c.Session}
	}
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) endSession(ctx context.Context, c identity.Caller, in *IDPath) (*empty, error) {
	return nil, s.Identity.EndSession(ctx, c, in.ID) //nolint:wrapcheck // it says what could not be done
}

func (s *server) endOtherSessions(ctx context.Context, c identity.Caller, _ *empty) (*endedOut, error) {
	n, err := s.Identity.EndOtherSessions(ctx, c)
	out := &endedOut{}
	out.Body.Ended = n
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) changePassword(ctx context.Context, c identity.Caller, in *changePasswordIn) (*empty, error) {
	return nil, s.Identity.ChangePassword(ctx, c, in.Body.Old, in.Body.Password) //nolint:wrapcheck // it says what could not be done
}

func (s *server) askForTOTP(ctx context.Context, c identity.Caller, in *provenIn) (*enrolmentOut, error) {
	e, err := s.Identity.EnrolTOTP(ctx, c, in.Body.Password)
	return &enrolmentOut{e}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) confirm(ctx context.Context, c identity.Caller, in *codeIn) (*codesOut, error) {
	codes, err := s.Identity.ConfirmTOTP(ctx, c, in.Body.Code)
	out := &codesOut{}
	out.Body.RecoveryCodes = codes
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) removeFactor(ctx context.Context, c identity.Caller, in *provenIn) (*empty, error) {
	return nil, s.Identity.RemoveTOTP(ctx, c, in.Body.Password) //nolint:wrapcheck // it says what could not be done
}

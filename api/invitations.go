package api

import (
	"context"
	"net/http"
	"time"

	"countersign/identity"
)

// InvitationOutput is an invitation as administrators see it.
type InvitationOutput struct {
	ID        string        `json:"id"`
	Email     string        `json:"email"`
	Role      identity.Role `json:"role"`
	Unit      string        `json:"unit,omitempty"`
	CreatedAt time.Time     `json:"created_at"`
	ExpiresAt time.Time     `json:"expires_at"`
	Secret    string        `json:"secret,omitempty" doc:"When it was just made, and never again: hand it to the person"`
}

func invitationOutput(l *identity.Link, secret string) InvitationOutput {
	return InvitationOutput{l.ID, l.Email, l.Role, l.Unit, l.CreatedAt, l.ExpiresAt, secret}
}

type (
	inviteIn struct {
		Body struct {
			Email string `json:"email" maxLength:"254"`
			Role  string `json:"role" enum:"administrator,risk-officer,procurement,business-owner,auditor"`
			Unit  string `json:"unit,omitempty" maxLength:"60"`
		}
	}
	invitationOut struct {
		Body InvitationOutput
	}
	invitationsOut struct {
		Body struct {
			Items []InvitationOutput `json:"items"`
		}
	}
)

func (s *server) invitationRoutes() {
	const tag = "people"
	route(s, operation("list-invitations", http.MethodGet, "/invitations", "List invitations that can be accepted", tag), identity.ManagePeople, s.listInvitations)
	route(s, status(operation("invite", http.MethodPost, "/invitations", "Invite somebody", tag, http.StatusConflict), http.StatusCreated),
		identity.ManagePeople, s.invite)
	route(s, operation("withdraw-invitation", http.MethodDelete, "/invitations/{id}", "Take an invitation back", tag, http.StatusNotFound),
		identity.ManagePeople, s.withdraw)
}

func (s *server) listInvitations(ctx context.Context, c identity.Caller, _ *empty) (*invitationsOut, error) {
	list, err := s.Identity.Invitations(ctx, c)
	out := &invitationsOut{}
	out.Body.Items = make([]InvitationOutput, len(list))
	for i := range list {
		out.Body.Items[i] = invitationOutput(&list[i], "")
	}
	return out, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) invite(ctx context.Context, c identity.Caller, in *inviteIn) (*invitationOut, error) {
	l, secret, err := s.Identity.Invite(ctx, c, in.Body.Email, identity.Role(in.Body.Role), in.Body.Unit)
	return &invitationOut{invitationOutput(&l, secret)}, err //nolint:wrapcheck // it says what could not be done
}

func (s *server) withdraw(ctx context.Context, c identity.Caller, in *IDPath) (*empty, error) {
	return nil, s.Identity.Withdraw(ctx, c, in.ID) //nolint:wrapcheck // it says what could not be done
}

package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"countersign/fault"
)

// healthcheckCommand asks a server on this machine whether it can work; containers call it.
type healthcheckCommand struct{}

// Run asks /readyz at the port of LISTEN.
func (healthcheckCommand) Run(env *environment) error {
	const patience = 4 * time.Second
	_, port, err := net.SplitHostPort(os.Getenv("LISTEN"))
	if err != nil {
		port = "8080"
	}
	r, err := http.NewRequestWithContext(env.ctx, http.MethodGet, "http://"+net.JoinHostPort("127.0.0.1", port)+"/readyz", http.NoBody) //nolint:gosec // this machine only
	if err != nil {
		return fmt.Errorf("cannot ask: %w", err)
	}
	answer, err := (&http.Client{Timeout: patience}).Do(r) //nolint:gosec // this machine only
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "no server answers on port %s of this machine", port)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fault.New(fault.Unavailable, "the server on port %s is not ready: status %d", port, answer.StatusCode)
	}
	return nil
}

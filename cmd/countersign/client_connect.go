package main

import (
	"os"

	"countersign/client"
	"countersign/fault"
)

// serverFlag says which server a command talks to.
type serverFlag struct {
	Server string `placeholder:"URL" help:"The server (COUNTERSIGN_SERVER); without, the one you signed in to last. COUNTERSIGN_TOKEN goes before the token of signing in."`
}

// named is the server that is meant: by flag, by environment, by the last sign-in.
func (s serverFlag) named(kept *client.Kept) (string, error) {
	for _, server := range []string{s.Server, os.Getenv("COUNTERSIGN_SERVER")} {
		if server != "" {
			return client.Address(server) //nolint:wrapcheck // it is coded
		}
	}
	if kept.Current == "" {
		return "", fault.New(fault.NotSignedIn, "sign in first: countersign login URL (or set COUNTERSIGN_SERVER and COUNTERSIGN_TOKEN)")
	}
	return kept.Current, nil
}

// connect makes a client that is signed in.
func (s serverFlag) connect(env *environment) (*client.Client, error) {
	kept, err := logins()
	token := os.Getenv("COUNTERSIGN_TOKEN")
	if err != nil && token == "" {
		return nil, err
	}
	if err != nil { // a program needs no folder of settings
		kept = &client.Kept{}
	}
	server, err := s.named(kept)
	if err != nil {
		return nil, err
	}
	if token == "" {
		token = kept.Servers[server].Token
	}
	if token == "" {
		return nil, fault.New(fault.NotSignedIn, "sign in first: countersign login %s (or set COUNTERSIGN_TOKEN)", server)
	}
	env.warnPlain(server)
	return client.New(server, token) //nolint:wrapcheck // it is coded
}

func logins() (*client.Kept, error) {
	path, err := client.KeptFile()
	if err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	return client.LoadKept(path) //nolint:wrapcheck // it is coded
}

// warnPlain tells that secrets would travel for all to read.
func (env *environment) warnPlain(server string) {
	if client.Plain(server) {
		env.log.Warn("this address is not encrypted: whoever is on the line can read your token and your reports", "server", server)
	}
}

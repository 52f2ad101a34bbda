package main

import (
	"countersign/api"
	"countersign/fault"
)

// openapiCommand prints the description of the interface; docs/openapi.json is what it prints.
type openapiCommand struct{}

// Run prints the document.
func (openapiCommand) Run(env *environment) error {
	raw, err := api.OpenAPI()
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if _, err := env.stdout.Write(raw); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the document cannot be printed")
	}
	return nil
}

# Countersign's tasks. Needed: Go 1.26 or later (an older one since 1.21 fetches it), git, make and bash; Node 20 to
# check the page. What a suite needs beyond that is installed where that is possible and named as skipped where it is not.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SAMPLE   ?= testdata/reports/d02_quillmere.pdf
BENCH    ?= .
COUNT    ?= 1
FUZZTIME ?= 30s
# The commit is stamped into the binary where git can tell it.
STAMP    := $(shell git status --porcelain >/dev/null 2>&1 && echo true || echo false)

.PHONY: help run sample build test lint fmt bench eval topics fuzz openapi

help: ## list the tasks
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: build ## serve on http://127.0.0.1:8080 (DEMO=1 fills an empty workspace with the sample reports)
	@scripts/deps tesseract >&2
	bin/countersign serve $(if $(DEMO),--demo testdata/reports)

sample: build ## review a sample report on the command line (SAMPLE=file.pdf)
	bin/countersign review --format text $(SAMPLE)

build: ## build bin/countersign, one static binary
	CGO_ENABLED=0 go build -trimpath -buildvcs=$(STAMP) -o bin/countersign ./cmd/countersign

test: ## run all tests under the race detector; skipped suites are the last lines
	scripts/test

lint: ## check form, style and likely defects; changes nothing
	scripts/lint

fmt: ## format the code
	go tool -modfile=tools/go.mod gofumpt -w $$(scripts/gofiles)

bench: ## run the benchmarks (BENCH=regexp COUNT=n; COUNTERSIGN_BENCH=100/500/10000 makes the full database smaller)
	go test ./... -run '^$$' -timeout 2h -bench '$(BENCH)' -benchmem -count $(COUNT)

eval: build ## print the accuracy tables over testdata/, reports and passages
	go run ./cmd/countersign-eval -try bin/countersign testdata

topics: ## learn the weights of the checklist's topics anew from the labeled passages
	go run ./cmd/countersign-topics

openapi: ## write docs/openapi.json anew, the description of the interface
	go run ./cmd/countersign openapi >docs/openapi.json

fuzz: ## run each fuzz target for FUZZTIME
	scripts/fuzz $(FUZZTIME)

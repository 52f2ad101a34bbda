package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"countersign/api"
	"countersign/assessment"
	"countersign/blobs"
	"countersign/checklist/catalog"
	"countersign/config"
	"countersign/fault"
	"countersign/frontend"
	"countersign/identity"
	"countersign/parser"
	"countersign/parser/ocr"
	"countersign/parser/sandbox"
	"countersign/pipeline"
	"countersign/review"
	"countersign/scoring"
	"countersign/store"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"go.opentelemetry.io/otel/trace"
)

// dataFlag is the folder of a server without other settings.
type dataFlag struct {
	Data string `placeholder:"DIR" help:"Folder of the database and the files (COUNTERSIGN_DATA)."`
}

// parts are the pieces of a server, wired.
type parts struct {
	config  config.Config
	log     *slog.Logger
	now     func() time.Time
	db      *store.DB
	box     *blobs.Box
	keys    blobs.Keys
	people  *identity.Service
	reviews *review.Service
	tracer  trace.Tracer // nil: nothing is traced
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// configured reads the configuration; all its mistakes are printed.
func (env *environment) configured(flags map[string]string) (config.Config, error) {
	c, err := config.Load(os.Environ(), flags)
	if err != nil {
		env.status = statusUsage
	}
	return c, err //nolint:wrapcheck // it is coded
}

// open opens what commands and the server stand on: the database, brought up to date, and the files.
func (env *environment) open(c config.Config) (*parts, error) {
	p, err := env.connect(c)
	if err != nil {
		return nil, err
	}
	if err := p.db.Migrate(env.ctx); err != nil {
		_ = p.close()
		return nil, err //nolint:wrapcheck // it is coded
	}
	return p, nil
}

// connect opens the same, with a database as it is.
func (env *environment) connect(c config.Config) (*parts, error) {
	p := &parts{config: c, now: env.now, log: slog.New(slog.NewJSONHandler(env.stderr, &slog.HandlerOptions{Level: c.LogLevel}))}
	if path, isFile := strings.CutPrefix(c.DatabaseURL, "sqlite:"); isFile {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			return nil, fault.Wrap(err, fault.WriteFailed, "the folder %s cannot be made", filepath.Dir(path))
		}
	}
	var err error
	if p.keys, err = blobs.ParseKeys(c.BlobKey); err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	if p.db, err = store.Open(env.ctx, c.DatabaseURL); err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	if p.box, err = blobs.Open(env.ctx, c.BlobURL, p.keys, newID); err != nil {
		_ = p.db.Close()
		return nil, err //nolint:wrapcheck // it is coded
	}
	p.people = identity.New(p.db.People(), env.now, newID).KeepIn(p.keys)
	p.reviews = review.New(p.db.Reviews(), env.now, newID).KeepIn(p.keys)
	return p, nil
}

// close closes what open opened.
func (p *parts) close() error { return errors.Join(p.box.Close(), p.db.Close()) }

// reader wires what reads reports in the background.
func (p *parts) reader() (*pipeline.Reader, error) {
	cat, err := catalog.Load(p.config.Catalog...)
	if err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	cfg, err := scoring.DefaultConfig()
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	assessor, err := assessment.New(cat, cfg)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	recognizer, err := ocr.Find()
	if err != nil {
		p.log.Warn("scanned pages stay unread: text recognition is not available", "error", err)
		recognizer = nil
	}
	return pipeline.New(pipeline.Config{
		Desk: p.reviews, Shelf: p.db.Reviews(), Files: p.box, Assessor: assessor, Catalog: cat.Version, Unseal: p.keys.Unseal,
		Recognizer: recognizer, Pages: p.pages(),
		Command: sandbox.Command{Args: []string{parser.ChildArgument}, Env: childEnvironment()}, Now: p.now, NewID: newID, Log: p.log, Tracer: p.tracer,
	}), nil
}

// pages is where recognized pages wait for the result.
func (p *parts) pages() string { return filepath.Join(p.config.Data, "pages") }

// app wires the HTTP interface.
func (p *parts) app() (*fiber.App, error) {
	site, err := frontend.New()
	if err != nil {
		return nil, fmt.Errorf("cannot load the page: %w", err)
	}
	uploads := p.uploads()
	return api.New(api.Deps{
		Access: p.people, Identity: p.people, Issuer: p.issuer(), Vendors: p.reviews, Findings: p.reviews, Workflow: p.reviews, FollowUps: p.reviews,
		Acceptances: p.reviews, Documents: uploads.Uploads, Transfers: uploads, Reviews: p.reviews, Answers: p.db, Trail: review.NewTrail(p.db),
		Buckets: p.db, Limits: api.Limits(p.config.Rates),
		Health: p.db, OpenFile: p.openFile, Seal: p.keys.Seal, Page: page{site}, Log: p.log, Now: p.now, Version: parser.Version,
		Secure: strings.HasPrefix(p.config.PublicURL, "https://"), Proxies: p.config.Proxies, Tracer: p.tracer,
	}), nil
}

// uploads take files in, whole or in parts.
func (p *parts) uploads() *review.Transfers {
	const mb = 1 << 20
	return review.NewTransfers(review.NewUploads(p.reviews, p.box, int64(p.config.MaxUploadMB)*mb), p.box)
}

// issuer is the identity provider, if one is set.
func (p *parts) issuer() api.Issuer {
	o := p.config.OIDC
	if o.Issuer == "" {
		return nil
	}
	return p.people.NewIssuer(identity.IssuerSettings{
		Issuer: o.Issuer, ClientID: o.ClientID, ClientSecret: o.Secret, RedirectURL: strings.TrimSuffix(p.config.PublicURL, "/") + "/api/v1/oidc/callback",
		Domains: o.Domains, DefaultRole: identity.Role(o.Role),
	}, nil)
}

func (p *parts) openFile(ctx context.Context, sum string) (io.ReadSeekCloser, int64, error) {
	f, err := p.box.Open(ctx, sum)
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // it is coded
	}
	return f, f.Size, nil
}

// page is the browser's side as the interface wants it.
type page struct{ *frontend.Site }

// Routes are the patterns of its addresses.
func (page) Routes() []string { return frontend.Routes() }

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"countersign/fault"
	"countersign/pipeline"
	"countersign/store"

	"github.com/gofiber/fiber/v2"
)

// serveCommand runs the server.
type serveCommand struct {
	dataFlag
	Listen string `placeholder:"ADDR" help:"Address and port (LISTEN), 127.0.0.1:8080 without."`
	Demo   string `placeholder:"DIR" help:"Fill an empty workspace with the PDF files in this folder, one vendor each."`
}

// Run serves until the program is told to stop. Requests and readings under way may finish; a reading that takes longer is handed back to
// the queue.
func (c *serveCommand) Run(env *environment) error {
	cfg, err := env.configured(map[string]string{"COUNTERSIGN_DATA": c.Data, "LISTEN": c.Listen})
	if err != nil {
		return err
	}
	p, err := env.open(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = p.close() }()
	flush, err := p.trace(env.ctx)
	if err != nil {
		return err
	}
	defer flush()
	if _, err := p.reviews.Rerate(env.ctx); err != nil {
		return fmt.Errorf("cannot rate the vendors by the scoring rules of this version: %w", err)
	}
	if c.Demo != "" {
		if _, err := p.demo(env.ctx, c.Demo); err != nil {
			return err
		}
	}
	app, err := p.app()
	if err != nil {
		return err
	}
	queue, err := p.queue()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(env.ctx, "tcp", cfg.Listen)
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "cannot listen on %s; is something else running there? (--listen)", cfg.Listen)
	}
	if err := p.welcome(env, listener.Addr().String()); err != nil {
		_ = listener.Close()
		return err
	}
	return p.run(env, app, queue, listener)
}

// queue works the reports that wait; nil when this replica leaves that to others.
func (p *parts) queue() (*store.Queue, error) {
	if p.config.Workers == 0 {
		return nil, nil
	}
	reader, err := p.reader()
	if err != nil {
		return nil, err
	}
	return store.NewQueue(p.db, store.QueueOptions{Work: reader.Run, Rescue: p.reviews.Rescue, Workers: p.config.Workers, Log: p.log}) //nolint:wrapcheck // it says what failed
}

// welcome prints where the server is, and on the first start the link by which the first administrator signs up.
func (p *parts) welcome(env *environment, address string) error {
	secret, err := p.people.EnsureSetup(env.ctx)
	if err != nil {
		return fmt.Errorf("cannot offer the set-up: %w", err)
	}
	base := strings.TrimSuffix(p.config.PublicURL, "/")
	if _, port, err := net.SplitHostPort(p.config.Listen); err == nil && port == "0" { // whoever asks for any port wants to know which
		base = "http://" + address
	}
	text := "Countersign serves on " + base + "\n"
	if secret != "" {
		text += "Nobody can sign in yet. Open this link to make the first administrator; it works once, for a day:\n  " + base + "/setup#" + secret + "\n"
	}
	if _, err := fmt.Fprint(env.stdout, text); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the address cannot be printed")
	}
	return nil
}

// run serves until the environment's context ends.
func (p *parts) run(env *environment, app *fiber.App, queue *store.Queue, listener net.Listener) error {
	if queue != nil {
		if err := queue.Start(env.ctx); err != nil {
			return fmt.Errorf("cannot start reading: %w", err)
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- app.Listener(listener) }()
	p.tidy(env.ctx)
	every := time.NewTicker(tidyEvery)
	defer every.Stop()
	for {
		select {
		case err := <-ended:
			return errors.Join(fault.Wrap(err, fault.Unavailable, "the server ended by itself; see the log"), p.stop(nil, queue))
		case <-env.ctx.Done():
			p.log.Info("stopping", "timeout", p.config.Drain)
			return p.stop(app, queue)
		case <-every.C:
			p.tidy(env.ctx)
		}
	}
}

const tidyEvery = time.Hour

// tidy takes away what has ended and what was never finished.
func (p *parts) tidy(ctx context.Context) {
	const abandoned = 24 * time.Hour
	if err := p.people.Sweep(ctx); err != nil {
		p.log.Warn("ended sessions are not cleared", "error", err)
	}
	if _, err := p.uploads().Sweep(ctx, p.now()); err != nil {
		p.log.Warn("expired uploads are not cleared", "error", err)
	}
	if err := p.db.SweepLimits(ctx, p.now()); err != nil {
		p.log.Warn("counts of requests are not cleared", "error", err)
	}
	if _, err := p.box.Sweep(ctx, p.now(), abandoned); err != nil {
		p.log.Warn("broken uploads are not cleared", "error", err)
	}
	if _, err := pipeline.SweepPages(p.pages(), p.now(), abandoned); err != nil {
		p.log.Warn("left recognized pages are not cleared", "error", err)
	}
}

// stop lets what is under way finish.
func (p *parts) stop(app *fiber.App, queue *store.Queue) error {
	ctx, cancel := context.WithTimeout(context.Background(), p.config.Drain)
	defer cancel()
	var err error
	if app != nil {
		err = app.ShutdownWithContext(ctx)
	}
	if queue != nil {
		err = errors.Join(err, queue.Stop(ctx))
	}
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("cannot stop cleanly: %w", err)
	}
	return nil
}

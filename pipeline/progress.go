package pipeline

import (
	"context"
	"sync"
	"time"

	"countersign/parser"
	"countersign/review"
)

// How often a worker shows how far it is, and gives a sign of life when nothing is new.
const (
	showEvery = time.Second
	beatEvery = review.Silence / 5
)

// progress tells the workflow how far a reading is: at most once a second, whatever the reader says meanwhile.
type progress struct {
	mu   sync.Mutex
	now  review.Progress
	quit chan struct{}
	done sync.WaitGroup

	stages *stages
}

func (r *Reader) progress(ctx context.Context, t *review.Task, cancel context.CancelCauseFunc) *progress {
	p := &progress{quit: make(chan struct{}), now: review.Progress{Stage: "store"}, stages: &stages{ctx: ctx, tracer: r.tracer()}}
	p.enter("store")
	ctx = untraced(ctx)
	p.done.Go(func() {
		tick := time.NewTicker(showEvery)
		defer tick.Stop()
		var shown review.Progress
		quiet := time.Duration(0)
		for {
			select {
			case <-p.quit:
				return
			case <-tick.C:
			}
			now := p.get()
			if quiet += showEvery; now == shown && quiet < beatEvery {
				continue
			}
			held, err := r.Desk.Beat(ctx, t, now)
			switch {
			case err != nil: // the next may come through; if none does, somebody else takes over
				r.Log.WarnContext(ctx, "progress not shown", "review", t.Review.ID, "error", err)
			case !held:
				cancel(errLost)
				return
			default:
				shown, quiet = now, 0
			}
		}
	})
	return p
}

func (p *progress) get() review.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

// show notes where the reading is.
func (p *progress) show(stage string, page, pages int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = review.Progress{Stage: stage, Page: page, Pages: pages}
	p.stages.enter(stage)
}

// enter begins a stage that nobody but who traces is shown.
func (p *progress) enter(stage string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stages.enter(stage)
}

func (p *progress) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stages.leave()
}

// read notes what the reader says.
func (p *progress) read(in parser.Progress) {
	stage := map[string]string{"reading": "read", "recognizing": "recognize", "checking": "read"}[in.Stage]
	p.show(stage, in.Done, in.Total)
}

func (p *progress) stop() {
	close(p.quit)
	p.done.Wait()
}

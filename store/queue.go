package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"countersign/fault"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

// readArgs is the job that reads the report of a review. All else stands in the review's row, so that a job that runs twice, or late, does
// what is still to be done and nothing else.
type readArgs struct {
	ReviewID string `json:"review_id"`
}

// Kind names the job.
func (readArgs) Kind() string { return "read-report" }

// QueueOptions are what the queue works with.
type QueueOptions struct {
	// Work reads the report of a review. Its error means that the job is tried again later.
	Work func(ctx context.Context, reviewID string) error
	// Rescue makes new jobs for readings whose worker died.
	Rescue  func(ctx context.Context) (int, error)
	Workers int // reports read at once; 0 means 1: each takes all processors
	Log     *slog.Logger
}

// Times of the queue. A reading has limits of its own and shows by its signs of life that it goes on, so the queue's own are only the last
// resort.
const (
	longest     = 6 * time.Hour
	rescueEvery = 5 * time.Second
	fetchEvery  = 500 * time.Millisecond
	kept        = 24 * time.Hour // finished jobs, for whoever looks into the table
)

// Queue works the jobs.
type Queue struct {
	client *river.Client[*sql.Tx]
	pool   *sql.DB
	o      QueueOptions
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// NewQueue makes a queue with connections of its own: on SQLite one, since there is one writer.
func NewQueue(db *DB, o QueueOptions) (*Queue, error) {
	pool, err := db.queuePool()
	if err != nil {
		return nil, err
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &readWorker{work: o.Work})
	client, err := river.NewClient(db.driver(pool), &river.Config{
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(1, o.Workers)}},
		Workers: workers, Logger: o.Log, PollOnly: true, FetchPollInterval: fetchEvery, JobTimeout: longest, RescueStuckJobsAfter: longest + time.Hour,
		CompletedJobRetentionPeriod: kept, CancelledJobRetentionPeriod: kept, DiscardedJobRetentionPeriod: kept,
	})
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("cannot set up the queue: %w", err)
	}
	return &Queue{client: client, pool: pool, o: o}, nil
}

// Start begins to work. It returns at once; the context bounds the start only.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("cannot start the queue: %w", err)
	}
	ctx, q.cancel = context.WithCancel(context.WithoutCancel(ctx))
	q.done.Go(func() { q.rescue(ctx) })
	return nil
}

// rescue looks now and then for readings whose worker died, in this process or another.
func (q *Queue) rescue(ctx context.Context) {
	tick := time.NewTicker(rescueEvery)
	defer tick.Stop()
	for {
		n, err := q.o.Rescue(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			q.o.Log.WarnContext(ctx, "cannot look for readings to rescue", "error", err)
		case n > 0:
			q.o.Log.InfoContext(ctx, "readings were queued anew, since their worker died", "readings", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Stop ends the work: jobs under way may finish until the context ends, and are handed back then.
func (q *Queue) Stop(ctx context.Context) error {
	if q.cancel != nil {
		q.cancel()
	}
	q.done.Wait()
	err := q.client.Stop(ctx)
	if err != nil && ctx.Err() != nil {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), handBack)
		defer cancel()
		err = q.client.StopAndCancel(last)
	}
	if err = errors.Join(err, q.pool.Close()); err != nil {
		return fmt.Errorf("cannot stop the queue: %w", err)
	}
	return nil
}

const handBack = 5 * time.Second

// readWorker runs the job.
type readWorker struct {
	river.WorkerDefaults[readArgs]
	work func(ctx context.Context, reviewID string) error
}

// Work reads a report. What the queue keeps of an error is its code: the text may speak of the report.
func (w *readWorker) Work(ctx context.Context, job *river.Job[readArgs]) error {
	err := w.work(ctx, job.Args.ReviewID)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return river.JobSnooze(0) //nolint:wrapcheck // the queue's own: handed back, and no try lost
	}
	return errors.New(string(fault.Of(err).Code))
}

// insertJob puts a job into the queue, in the transaction.
func (t *tx) insertJob(reviewID string) error {
	own, ok := t.g.Statement.ConnPool.(*sql.Tx)
	if !ok {
		return errors.New("cannot queue a job outside of a transaction")
	}
	if _, err := t.jobs.InsertTx(t.g.Statement.Context, own, readArgs{reviewID}, nil); err != nil {
		return fmt.Errorf("cannot queue a job: %w", err)
	}
	return nil
}

// inserter is a client that only puts jobs into the queue.
func (db *DB) inserter() (*river.Client[*sql.Tx], error) {
	client, err := river.NewClient(db.driver(db.Writer()), &river.Config{Logger: slog.New(slog.DiscardHandler), PollOnly: true})
	if err != nil {
		return nil, fmt.Errorf("cannot set up the queue: %w", err)
	}
	return client, nil
}

func (db *DB) driver(pool *sql.DB) riverdriver.Driver[*sql.Tx] {
	if db.Dialect == SQLite {
		return riversqlite.New(pool)
	}
	return riverdatabasesql.New(pool)
}

func (db *DB) queuePool() (*sql.DB, error) {
	if db.Dialect == SQLite {
		_, pool, err := sqlitePool(db.dsn, url.Values{"_txlock": {"immediate"}}, 1)
		return pool, err
	}
	const most = 4
	pool, err := sql.Open("pgx", db.dsn)
	if err != nil {
		return nil, fmt.Errorf("cannot open PostgreSQL: %w", err)
	}
	pool.SetMaxOpenConns(most)
	return pool, nil
}

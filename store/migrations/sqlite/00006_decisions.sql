-- +goose Up
CREATE TABLE finding_decisions (
    id         TEXT PRIMARY KEY,
    finding_id TEXT NOT NULL REFERENCES findings (id),
    verdict    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    status     TEXT NOT NULL,
    severity   TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    decided_at DATETIME NOT NULL
);
CREATE INDEX finding_decisions_finding ON finding_decisions (finding_id, id);

CREATE TABLE review_moves (
    id         TEXT PRIMARY KEY,
    review_id  TEXT NOT NULL REFERENCES reviews (id),
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    moved_by   TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    moved_at   DATETIME NOT NULL
);
CREATE INDEX review_moves_review ON review_moves (review_id, id);
CREATE INDEX reviews_follows ON reviews (follows) WHERE follows <> '';

-- +goose Down
DROP INDEX reviews_follows;
DROP TABLE review_moves;
DROP TABLE finding_decisions;

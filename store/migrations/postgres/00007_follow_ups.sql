-- +goose Up
CREATE TABLE follow_ups (
    id          TEXT PRIMARY KEY,
    review_id   TEXT NOT NULL REFERENCES reviews (id),
    vendor_id   TEXT NOT NULL REFERENCES vendors (id),
    finding_id  TEXT REFERENCES findings (id),
    kind        TEXT NOT NULL,
    text        TEXT NOT NULL,
    why         TEXT NOT NULL DEFAULT '',
    severity    TEXT NOT NULL,
    owner       TEXT NOT NULL DEFAULT '',
    due         TEXT NOT NULL DEFAULT '', -- civil date; empty: none
    status      TEXT NOT NULL,
    answer      TEXT NOT NULL DEFAULT '',
    document_id TEXT REFERENCES documents (id),
    version     INTEGER NOT NULL,
    created_by  TEXT NOT NULL DEFAULT '',
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX follow_ups_review ON follow_ups (review_id, id);
CREATE INDEX follow_ups_vendor ON follow_ups (vendor_id, id);
CREATE INDEX follow_ups_owner ON follow_ups (owner, id);
CREATE INDEX follow_ups_due ON follow_ups (due, id);

-- +goose Down
DROP TABLE follow_ups;

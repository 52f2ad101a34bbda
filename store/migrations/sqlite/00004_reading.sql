-- +goose Up
CREATE TABLE readings ( -- reviews whose report is queued or being read; a row goes when its reading ends
    review_id TEXT PRIMARY KEY REFERENCES reviews (id),
    worker    TEXT NOT NULL DEFAULT '', -- who holds it; empty: nobody
    beat_at   DATETIME, -- the worker's last sign of life
    sealed    BLOB -- the password, until the reading ends
);

CREATE TABLE prints ( -- what others are held against
    sha256      TEXT PRIMARY KEY,
    fingerprint BLOB NOT NULL, -- JSON, gzip
    earlier     TEXT NOT NULL, -- JSON
    created_at  DATETIME NOT NULL
);
CREATE INDEX prints_created ON prints (created_at);

CREATE TABLE settings (
    name       TEXT PRIMARY KEY,
    value      TEXT    NOT NULL, -- JSON
    version    INTEGER NOT NULL,
    updated_by TEXT    NOT NULL,
    updated_at DATETIME NOT NULL
);

CREATE TABLE answers ( -- of requests that came with an Idempotency-Key
    caller     TEXT NOT NULL,
    route      TEXT NOT NULL,
    key        TEXT NOT NULL,
    request    TEXT NOT NULL, -- hash
    status     INTEGER NOT NULL DEFAULT 0, -- 0: under way
    headers    TEXT NOT NULL DEFAULT '{}', -- JSON
    body       BLOB,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (caller, route, key)
);
CREATE INDEX answers_created ON answers (created_at);

-- +goose Down
DROP TABLE answers;
DROP TABLE settings;
DROP TABLE prints;
DROP TABLE readings;

-- +goose Up
CREATE TABLE documents (
    id          TEXT PRIMARY KEY,
    vendor_id   TEXT     NOT NULL REFERENCES vendors (id),
    kind        TEXT     NOT NULL,
    name        TEXT     NOT NULL,
    sha256      TEXT     NOT NULL,
    size        BIGINT   NOT NULL,
    media_type  TEXT     NOT NULL,
    permission  TEXT     NOT NULL DEFAULT '',
    uploaded_by TEXT     NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX documents_content ON documents (vendor_id, sha256);
CREATE INDEX documents_sha256 ON documents (sha256);

CREATE TABLE analyses (
    id         TEXT PRIMARY KEY,
    sha256     TEXT     NOT NULL,
    engine     TEXT     NOT NULL,
    catalog    TEXT     NOT NULL,
    as_of      TEXT     NOT NULL,
    options    TEXT     NOT NULL,
    result     BYTEA    NOT NULL, -- JSON, gzip
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX analyses_key ON analyses (sha256, engine, catalog, as_of, options);

CREATE TABLE reviews (
    id              TEXT PRIMARY KEY,
    vendor_id       TEXT     NOT NULL REFERENCES vendors (id),
    document_id     TEXT     REFERENCES documents (id),
    edition         INTEGER  NOT NULL,
    follows         TEXT     NOT NULL DEFAULT '',
    state           TEXT     NOT NULL,
    analysis        TEXT     NOT NULL DEFAULT '',
    analysis_id     TEXT     REFERENCES analyses (id),
    stage           TEXT     NOT NULL DEFAULT '',
    page            INTEGER  NOT NULL DEFAULT 0,
    pages           INTEGER  NOT NULL DEFAULT 0,
    attempts        INTEGER  NOT NULL DEFAULT 0,
    failure_code    TEXT     NOT NULL DEFAULT '',
    failure_message TEXT     NOT NULL DEFAULT '',
    summary         TEXT, -- JSON
    recommendation  TEXT     NOT NULL DEFAULT '', -- as in summary, to filter by
    prepared_by     TEXT     NOT NULL DEFAULT '',
    prepared_at     TIMESTAMPTZ,
    decided_by      TEXT     NOT NULL DEFAULT '',
    approved_at     TIMESTAMPTZ,
    decision        TEXT     NOT NULL DEFAULT '',
    version         INTEGER  NOT NULL,
    created_by      TEXT     NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX reviews_vendor ON reviews (vendor_id, id);
CREATE INDEX reviews_state ON reviews (state, id);
CREATE INDEX reviews_document ON reviews (document_id);

CREATE TABLE findings (
    id           TEXT PRIMARY KEY,
    review_id    TEXT     NOT NULL REFERENCES reviews (id),
    vendor_id    TEXT     NOT NULL REFERENCES vendors (id),
    kind         TEXT     NOT NULL,
    ref          TEXT     NOT NULL,
    title        TEXT     NOT NULL,
    status       TEXT     NOT NULL,
    severity     TEXT     NOT NULL,
    reason       TEXT     NOT NULL,
    flags        TEXT     NOT NULL DEFAULT '[]', -- JSON
    quotes       TEXT     NOT NULL DEFAULT '[]', -- JSON
    position     INTEGER  NOT NULL,
    verdict      TEXT     NOT NULL DEFAULT 'open',
    verdict_reason   TEXT NOT NULL DEFAULT '',
    verdict_status   TEXT NOT NULL DEFAULT '',
    verdict_severity TEXT NOT NULL DEFAULT '',
    verdict_by       TEXT NOT NULL DEFAULT '',
    verdict_by_name  TEXT NOT NULL DEFAULT '',
    verdict_at   TIMESTAMPTZ,
    version      INTEGER  NOT NULL,
    created_by   TEXT     NOT NULL DEFAULT '',
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX findings_review ON findings (review_id, position);
CREATE INDEX findings_vendor ON findings (vendor_id, id);
CREATE INDEX findings_status ON findings (status, id);
CREATE INDEX findings_verdict ON findings (verdict, id);

-- +goose Down
DROP TABLE findings;
DROP TABLE reviews;
DROP TABLE analyses;
DROP TABLE documents;

-- +goose Up
CREATE TABLE transfers (
    id          TEXT PRIMARY KEY,
    caller      TEXT NOT NULL,
    vendor_id   TEXT NOT NULL REFERENCES vendors (id),
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    permission  TEXT NOT NULL,
    size        BIGINT NOT NULL,
    received    BIGINT NOT NULL,
    document_id TEXT NOT NULL DEFAULT '',
    created_at  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX transfers_caller ON transfers (caller, id);
CREATE INDEX transfers_expiry ON transfers (expires_at);

CREATE TABLE transfer_parts (
    transfer_id TEXT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    start       BIGINT NOT NULL,
    size        BIGINT NOT NULL,
    name        TEXT NOT NULL,
    PRIMARY KEY (transfer_id, start)
);

-- +goose Down
DROP TABLE transfer_parts;
DROP TABLE transfers;

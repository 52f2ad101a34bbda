-- +goose Up
CREATE TABLE risk_acceptances (
    id           TEXT PRIMARY KEY,
    review_id    TEXT NOT NULL REFERENCES reviews (id),
    vendor_id    TEXT NOT NULL REFERENCES vendors (id),
    finding_id   TEXT NOT NULL REFERENCES findings (id),
    reason       TEXT NOT NULL,
    expires_on   TEXT NOT NULL, -- civil date
    status       TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    decided_by   TEXT NOT NULL DEFAULT '',
    decided_at   TIMESTAMPTZ,
    note         TEXT NOT NULL DEFAULT '',
    version      INTEGER NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX risk_acceptances_finding ON risk_acceptances (finding_id, id);
CREATE INDEX risk_acceptances_vendor ON risk_acceptances (vendor_id, id);
CREATE INDEX risk_acceptances_expiry ON risk_acceptances (expires_on, id);

-- +goose Down
DROP TABLE risk_acceptances;

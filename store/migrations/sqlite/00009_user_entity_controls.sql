-- +goose Up
CREATE TABLE user_entity_controls ( -- a vendor's register; what a report no longer names stays
    id          TEXT PRIMARY KEY,
    vendor_id   TEXT NOT NULL REFERENCES vendors (id),
    key         TEXT NOT NULL, -- digest of the words, without their marks
    text        TEXT NOT NULL,
    criteria    TEXT NOT NULL DEFAULT '[]',
    standing    TEXT NOT NULL,
    review_id   TEXT NOT NULL REFERENCES reviews (id), -- the newest that names it
    page        INTEGER NOT NULL,
    quotes      TEXT NOT NULL DEFAULT '[]',
    controls    TEXT NOT NULL DEFAULT '[]', -- the customer's own
    owner       TEXT NOT NULL DEFAULT '',
    status      TEXT NOT NULL,
    reason      TEXT NOT NULL DEFAULT '',
    evidence    TEXT NOT NULL DEFAULT '',
    link        TEXT NOT NULL DEFAULT '',
    document_id TEXT REFERENCES documents (id), -- evidence
    review_on   TEXT NOT NULL DEFAULT '', -- civil date; empty: none
    version     INTEGER NOT NULL,
    created_by  TEXT NOT NULL DEFAULT '',
    created_at  DATETIME NOT NULL,
    updated_at  DATETIME NOT NULL
);
CREATE UNIQUE INDEX user_entity_controls_key ON user_entity_controls (vendor_id, key);
CREATE INDEX user_entity_controls_vendor ON user_entity_controls (vendor_id, id);
CREATE INDEX user_entity_controls_owner ON user_entity_controls (owner, id);

CREATE TABLE register_reports ( -- reports whose complementary user entity controls are in the register
    document_id TEXT PRIMARY KEY REFERENCES documents (id),
    vendor_id   TEXT NOT NULL REFERENCES vendors (id),
    review_id   TEXT NOT NULL REFERENCES reviews (id),
    period_end  TEXT NOT NULL, -- civil date; empty: not known
    unread      INTEGER NOT NULL, -- pages that nobody could read
    read_at     DATETIME NOT NULL
);
CREATE INDEX register_reports_vendor ON register_reports (vendor_id, period_end);

CREATE TABLE register_sources ( -- where a report names an entry
    control_id  TEXT NOT NULL REFERENCES user_entity_controls (id),
    document_id TEXT NOT NULL REFERENCES register_reports (document_id),
    review_id   TEXT NOT NULL REFERENCES reviews (id),
    page        INTEGER NOT NULL,
    quotes      TEXT NOT NULL DEFAULT '[]',
    added_by    TEXT NOT NULL DEFAULT '', -- empty: the machine
    PRIMARY KEY (control_id, document_id)
);
CREATE INDEX register_sources_document ON register_sources (document_id, control_id);

-- +goose Down
DROP TABLE register_sources;
DROP TABLE register_reports;
DROP TABLE user_entity_controls;

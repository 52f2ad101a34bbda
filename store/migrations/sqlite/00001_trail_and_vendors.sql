-- +goose Up
CREATE TABLE audit_head (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL,
    hash     TEXT    NOT NULL
);
INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, '');

CREATE TABLE audit_entries (
    sequence     INTEGER PRIMARY KEY,
    at           DATETIME NOT NULL,
    actor_kind   TEXT NOT NULL,
    actor_id     TEXT NOT NULL,
    actor_name   TEXT NOT NULL,
    address      TEXT NOT NULL,
    request      TEXT NOT NULL,
    action       TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    before       TEXT,
    after        TEXT,
    previous     TEXT NOT NULL,
    hash         TEXT NOT NULL
);
CREATE INDEX audit_entries_subject ON audit_entries (subject_kind, subject_id, sequence);

CREATE TABLE vendors (
    id           TEXT PRIMARY KEY,
    name         TEXT    NOT NULL,
    owner        TEXT    NOT NULL DEFAULT '',
    unit         TEXT    NOT NULL DEFAULT '',
    services     TEXT    NOT NULL DEFAULT '',
    data_classes TEXT    NOT NULL DEFAULT '[]',
    lifecycle    TEXT    NOT NULL,
    models       TEXT    NOT NULL DEFAULT '[]',
    version      INTEGER NOT NULL,
    created_at   DATETIME NOT NULL,
    updated_at   DATETIME NOT NULL
);
CREATE UNIQUE INDEX vendors_name ON vendors (LOWER(name));
CREATE INDEX vendors_owner ON vendors (owner, id);
CREATE INDEX vendors_unit ON vendors (unit, id);

-- +goose Down
DROP TABLE vendors;
DROP TABLE audit_entries;
DROP TABLE audit_head;

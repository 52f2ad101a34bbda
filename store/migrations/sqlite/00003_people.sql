-- +goose Up
CREATE TABLE units (
    name       TEXT PRIMARY KEY,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX units_name ON units (LOWER(name));

CREATE TABLE users (
    id         TEXT PRIMARY KEY,
    email      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    unit       TEXT    REFERENCES units (name),
    disabled   BOOLEAN NOT NULL,
    version    INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (email);
CREATE INDEX users_role ON users (role, id);

-- Proofs stand apart from people, so that no list of people carries them.
CREATE TABLE credentials (
    user_id  TEXT   PRIMARY KEY REFERENCES users (id),
    password TEXT   NOT NULL, -- argon2id; empty: none
    secret   TEXT   NOT NULL, -- of the second factor; empty: none
    pending  TEXT   NOT NULL, -- a secret that is not confirmed yet
    step     BIGINT NOT NULL DEFAULT 0 -- of the last code that was used
);

CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    digest  TEXT NOT NULL,
    PRIMARY KEY (user_id, digest)
);

CREATE TABLE subjects ( -- people at issuers
    issuer  TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX subjects_user ON subjects (user_id, issuer);

CREATE TABLE sessions (
    id         TEXT PRIMARY KEY,
    user_id    TEXT     NOT NULL REFERENCES users (id),
    digest     TEXT     NOT NULL,
    agent      TEXT     NOT NULL,
    address    TEXT     NOT NULL,
    created_at DATETIME NOT NULL,
    last_used  DATETIME NOT NULL,
    expires_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX sessions_digest ON sessions (digest);
CREATE INDEX sessions_user ON sessions (user_id, last_used);
CREATE INDEX sessions_end ON sessions (expires_at);

CREATE TABLE tokens (
    id         TEXT PRIMARY KEY,
    owner      TEXT     REFERENCES users (id), -- NULL: made on the command line
    name       TEXT     NOT NULL,
    role       TEXT     NOT NULL,
    read_only  BOOLEAN  NOT NULL,
    digest     TEXT     NOT NULL,
    created_at DATETIME NOT NULL,
    expires_at DATETIME,
    last_used  DATETIME
);
CREATE UNIQUE INDEX tokens_digest ON tokens (digest);
CREATE INDEX tokens_owner ON tokens (owner, id);

CREATE TABLE links (
    id         TEXT PRIMARY KEY,
    kind       TEXT     NOT NULL,
    digest     TEXT     NOT NULL,
    email      TEXT     NOT NULL,
    role       TEXT     NOT NULL,
    unit       TEXT     NOT NULL,
    user_id    TEXT     NOT NULL,
    created_by TEXT     NOT NULL,
    created_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    used_at    DATETIME
);
CREATE UNIQUE INDEX links_digest ON links (digest);
CREATE INDEX links_email ON links (kind, email);

CREATE TABLE tries (
    key      TEXT PRIMARY KEY,
    failed   INTEGER  NOT NULL,
    last_at  DATETIME NOT NULL,
    until_at DATETIME NOT NULL
);
CREATE INDEX tries_last ON tries (last_at);

CREATE TABLE passages ( -- people on their way to an issuer and back
    state      TEXT PRIMARY KEY,
    browser    TEXT     NOT NULL,
    nonce      TEXT     NOT NULL,
    verifier   TEXT     NOT NULL,
    expires_at DATETIME NOT NULL
);

-- +goose Down
DROP TABLE passages;
DROP TABLE tries;
DROP TABLE links;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE subjects;
DROP TABLE recovery_codes;
DROP TABLE credentials;
DROP TABLE users;
DROP TABLE units;

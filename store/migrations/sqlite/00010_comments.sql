-- +goose Up
CREATE TABLE comments (
    id           TEXT PRIMARY KEY,
    vendor_id    TEXT NOT NULL REFERENCES vendors (id),
    subject_kind TEXT NOT NULL, -- vendor, review, finding, follow-up
    subject_id   TEXT NOT NULL,
    thread       TEXT NOT NULL, -- the comment that is replied to, or its own id
    text         TEXT NOT NULL,
    author       TEXT NOT NULL,
    author_name  TEXT NOT NULL,
    edited_at    DATETIME,
    deleted_at   DATETIME,
    version      INTEGER NOT NULL,
    created_at   DATETIME NOT NULL,
    updated_at   DATETIME NOT NULL
);
CREATE INDEX comments_subject ON comments (subject_kind, subject_id, thread, id);
CREATE INDEX comments_vendor ON comments (vendor_id, id);

CREATE TABLE comment_mentions (
    id         TEXT PRIMARY KEY,
    comment_id TEXT NOT NULL REFERENCES comments (id),
    user_id    TEXT NOT NULL REFERENCES users (id),
    name       TEXT NOT NULL,
    state      TEXT NOT NULL, -- unread, read
    read_at    DATETIME,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX comment_mentions_once ON comment_mentions (comment_id, user_id);
CREATE INDEX comment_mentions_user ON comment_mentions (user_id, state, id);

-- +goose Down
DROP TABLE comment_mentions;
DROP TABLE comments;

-- +goose Up
-- The index has numbers of its own: those that SQLite gives to rows by itself may change when the file is compacted.
CREATE TABLE findings_search (
    number     INTEGER PRIMARY KEY,
    finding_id TEXT NOT NULL UNIQUE REFERENCES findings (id) ON DELETE CASCADE
);
-- words: title, reason and quotes. place: review and vendor, so that a search within one of them does not walk through all others.
CREATE VIRTUAL TABLE findings_words USING fts5 (
    words, place, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3'
);
-- The words of the index, so that a beginning can be looked up as the few words that begin so.
CREATE VIRTUAL TABLE findings_terms USING fts5vocab (findings_words, instance);

INSERT INTO findings_search (finding_id) SELECT id FROM findings ORDER BY id;
INSERT INTO findings_words (rowid, words, place)
SELECT s.number,
       f.title || ' ' || f.reason || ' ' || COALESCE((SELECT GROUP_CONCAT(JSON_EXTRACT(q.value, '$.text'), ' ') FROM JSON_EACH(f.quotes) q), ''),
       HEX(f.review_id) || ' ' || HEX(f.vendor_id)
FROM findings f JOIN findings_search s ON s.finding_id = f.id;

-- +goose StatementBegin
CREATE TRIGGER findings_search_add AFTER INSERT ON findings BEGIN
    INSERT INTO findings_search (finding_id) VALUES (NEW.id);
    INSERT INTO findings_words (rowid, words, place) VALUES (
        (SELECT number FROM findings_search WHERE finding_id = NEW.id),
        NEW.title || ' ' || NEW.reason || ' ' || COALESCE((SELECT GROUP_CONCAT(JSON_EXTRACT(q.value, '$.text'), ' ') FROM JSON_EACH(NEW.quotes) q), ''),
        HEX(NEW.review_id) || ' ' || HEX(NEW.vendor_id));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER findings_search_change AFTER UPDATE OF title, reason, quotes ON findings
WHEN OLD.title <> NEW.title OR OLD.reason <> NEW.reason OR OLD.quotes <> NEW.quotes BEGIN
    DELETE FROM findings_words WHERE rowid = (SELECT number FROM findings_search WHERE finding_id = NEW.id);
    INSERT INTO findings_words (rowid, words, place) VALUES (
        (SELECT number FROM findings_search WHERE finding_id = NEW.id),
        NEW.title || ' ' || NEW.reason || ' ' || COALESCE((SELECT GROUP_CONCAT(JSON_EXTRACT(q.value, '$.text'), ' ') FROM JSON_EACH(NEW.quotes) q), ''),
        HEX(NEW.review_id) || ' ' || HEX(NEW.vendor_id));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER findings_search_remove BEFORE DELETE ON findings BEGIN
    DELETE FROM findings_words WHERE rowid = (SELECT number FROM findings_search WHERE finding_id = OLD.id);
END;
-- +goose StatementEnd

CREATE INDEX findings_severity ON findings (severity, id);
CREATE INDEX findings_kind ON findings (kind, id);

-- +goose Down
DROP INDEX findings_kind;
DROP INDEX findings_severity;
DROP TRIGGER findings_search_remove;
DROP TRIGGER findings_search_change;
DROP TRIGGER findings_search_add;
DROP TABLE findings_terms;
DROP TABLE findings_words;
DROP TABLE findings_search;

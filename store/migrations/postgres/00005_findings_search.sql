-- +goose Up
-- Words are cut at every mark of punctuation, as the other dialect cuts them: PostgreSQL's own parser would keep "model-change" and
-- "CC8.1" in one piece.
-- +goose StatementBegin
CREATE FUNCTION findings_words(title TEXT, reason TEXT, quotes TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $words$
    SELECT pg_catalog.to_tsvector('pg_catalog.simple', pg_catalog.translate(
        title || ' ' || reason || ' ' || COALESCE((SELECT pg_catalog.string_agg(q ->> 'text', ' ') FROM pg_catalog.json_array_elements(quotes::json) q), ''),
        $$-._/\:;,@&+#%*|'"`()[]{}<>=~^!?$…–—‘’“”$$, '                                        '))
$words$;
-- +goose StatementEnd
ALTER TABLE findings ADD COLUMN words tsvector GENERATED ALWAYS AS (findings_words(title, reason, quotes)) STORED;
CREATE INDEX findings_search ON findings USING GIN (words);
CREATE INDEX findings_severity ON findings (severity, id);
CREATE INDEX findings_kind ON findings (kind, id);

-- +goose Down
DROP INDEX findings_kind;
DROP INDEX findings_severity;
DROP INDEX findings_search;
ALTER TABLE findings DROP COLUMN words;
DROP FUNCTION findings_words(TEXT, TEXT, TEXT);

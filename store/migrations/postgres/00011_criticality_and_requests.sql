-- +goose Up
ALTER TABLE vendors ADD COLUMN criticality TEXT NOT NULL DEFAULT '{}'; -- JSON: the answers
ALTER TABLE vendors ADD COLUMN tier TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE vendors ADD COLUMN tier_rank INTEGER NOT NULL DEFAULT 5; -- 1 low to 4 critical; what nobody knows stands above
ALTER TABLE vendors ADD COLUMN inherent DOUBLE PRECISION NOT NULL DEFAULT 5;
ALTER TABLE vendors ADD COLUMN rated_by TEXT NOT NULL DEFAULT ''; -- version of the scoring configuration
CREATE INDEX vendors_tier ON vendors (tier_rank, id);
CREATE INDEX vendors_inherent ON vendors (inherent, id);

CREATE TABLE vendor_models ( -- who uses what: the providers in vendors.models
    provider  TEXT NOT NULL, -- in small letters
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    PRIMARY KEY (provider, vendor_id)
);
CREATE INDEX vendor_models_vendor ON vendor_models (vendor_id);
-- The route was a free text until now: direct, or the name of a cloud.
UPDATE vendors SET models = (
    SELECT COALESCE(JSON_AGG(JSON_BUILD_OBJECT(
        'provider', COALESCE(m ->> 'provider', ''), 'model', COALESCE(m ->> 'model', ''),
        'route', CASE LOWER(TRIM(COALESCE(m ->> 'route', ''))) WHEN 'direct' THEN 'direct' WHEN '' THEN 'unknown' ELSE 'cloud-platform' END,
        'via', CASE WHEN LOWER(TRIM(COALESCE(m ->> 'route', ''))) IN ('direct', '') THEN '' ELSE TRIM(m ->> 'route') END))::text, '[]')
    FROM JSON_ARRAY_ELEMENTS(vendors.models::json) m)
WHERE models <> '[]' AND models <> 'null';
INSERT INTO vendor_models (provider, vendor_id)
SELECT DISTINCT LOWER(TRIM(m ->> 'provider')), v.id FROM vendors v CROSS JOIN JSON_ARRAY_ELEMENTS((CASE v.models WHEN 'null' THEN '[]' ELSE v.models END)::json) m
WHERE TRIM(COALESCE(m ->> 'provider', '')) <> '';

ALTER TABLE reviews ADD COLUMN wanted TEXT NOT NULL DEFAULT ''; -- kind of document
ALTER TABLE reviews ADD COLUMN due TEXT NOT NULL DEFAULT ''; -- civil date; empty: none
ALTER TABLE reviews ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX reviews_due ON reviews (due, id);

ALTER TABLE documents ADD COLUMN issued_on TEXT NOT NULL DEFAULT ''; -- civil dates
ALTER TABLE documents ADD COLUMN valid_from TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN valid_until TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN bridges TEXT REFERENCES reviews (id); -- of a bridge letter
ALTER TABLE documents ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX documents_bridges ON documents (bridges);
CREATE INDEX documents_valid ON documents (vendor_id, valid_until);

ALTER TABLE findings ADD COLUMN effective_status TEXT GENERATED ALWAYS AS (CASE verdict_status WHEN '' THEN status ELSE verdict_status END) STORED;
ALTER TABLE findings ADD COLUMN effective_severity TEXT GENERATED ALWAYS AS (CASE verdict_severity WHEN '' THEN severity ELSE verdict_severity END) STORED;
DROP INDEX findings_status;
DROP INDEX findings_severity;
CREATE INDEX findings_status ON findings (effective_status, id);
CREATE INDEX findings_severity ON findings (effective_severity, id);

CREATE TABLE page_texts ( -- the words of each page of a file that was read, to look quotes up in
    sha256     TEXT PRIMARY KEY,
    pages      BYTEA NOT NULL, -- JSON, gzip; sealed where a key is set
    created_at TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE page_texts;
DROP INDEX findings_severity;
DROP INDEX findings_status;
ALTER TABLE findings DROP COLUMN effective_severity;
ALTER TABLE findings DROP COLUMN effective_status;
CREATE INDEX findings_status ON findings (status, id);
CREATE INDEX findings_severity ON findings (severity, id);
DROP INDEX documents_valid;
DROP INDEX documents_bridges;
ALTER TABLE documents DROP COLUMN version;
ALTER TABLE documents DROP COLUMN bridges;
ALTER TABLE documents DROP COLUMN valid_until;
ALTER TABLE documents DROP COLUMN valid_from;
ALTER TABLE documents DROP COLUMN issued_on;
DROP INDEX reviews_due;
ALTER TABLE reviews DROP COLUMN note;
ALTER TABLE reviews DROP COLUMN due;
ALTER TABLE reviews DROP COLUMN wanted;
DROP TABLE vendor_models;
DROP INDEX vendors_inherent;
DROP INDEX vendors_tier;
ALTER TABLE vendors DROP COLUMN rated_by;
ALTER TABLE vendors DROP COLUMN inherent;
ALTER TABLE vendors DROP COLUMN tier_rank;
ALTER TABLE vendors DROP COLUMN tier;
ALTER TABLE vendors DROP COLUMN criticality;

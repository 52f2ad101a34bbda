-- +goose Up
-- Every list begins at once, in whichever order it is asked for: without these a page of it is sorted out of all rows.
CREATE INDEX vendors_by_name ON vendors (name, id);
CREATE INDEX vendors_by_lifecycle ON vendors (lifecycle, id);
CREATE INDEX vendors_by_creation ON vendors (created_at, id);
CREATE INDEX vendors_by_change ON vendors (updated_at, id);
CREATE INDEX reviews_by_analysis ON reviews (analysis, id);
CREATE INDEX reviews_by_recommendation ON reviews (recommendation, id);
CREATE INDEX reviews_by_creation ON reviews (created_at, id);
CREATE INDEX reviews_by_change ON reviews (updated_at, id);
CREATE INDEX findings_by_position ON findings (position, id);
CREATE INDEX findings_by_creation ON findings (created_at, id);
CREATE INDEX findings_by_change ON findings (updated_at, id);
CREATE INDEX follow_ups_by_status ON follow_ups (status, id);
CREATE INDEX follow_ups_by_creation ON follow_ups (created_at, id);
CREATE INDEX follow_ups_by_change ON follow_ups (updated_at, id);

-- +goose Down
DROP INDEX follow_ups_by_change;
DROP INDEX follow_ups_by_creation;
DROP INDEX follow_ups_by_status;
DROP INDEX findings_by_change;
DROP INDEX findings_by_creation;
DROP INDEX findings_by_position;
DROP INDEX reviews_by_change;
DROP INDEX reviews_by_creation;
DROP INDEX reviews_by_recommendation;
DROP INDEX reviews_by_analysis;
DROP INDEX vendors_by_change;
DROP INDEX vendors_by_creation;
DROP INDEX vendors_by_lifecycle;
DROP INDEX vendors_by_name;

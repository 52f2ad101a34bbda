-- +goose Up
CREATE TABLE rate_limits ( -- a bucket for each caller and kind of request, shared by all servers
    key    TEXT PRIMARY KEY,
    tokens BIGINT NOT NULL, -- thousandths; below zero: spent before it was known
    at     BIGINT NOT NULL  -- microseconds since 1970, when that was so
);
CREATE INDEX rate_limits_at ON rate_limits (at);

-- +goose Down
DROP TABLE rate_limits;

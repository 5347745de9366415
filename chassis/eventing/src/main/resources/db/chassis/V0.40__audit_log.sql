-- Who changed what: a row for each message that a transaction has published, written with it. Kept for ever.
CREATE TABLE audit_log (
    seq            bigint GENERATED ALWAYS AS IDENTITY, -- insertion order, which is the commit order within one aggregate
    id             uuid        NOT NULL PRIMARY KEY,    -- the message's, ce_id on Kafka
    occurred_at    timestamptz NOT NULL,
    issuer         text,                                -- of the token; none when nobody is known
    subject        text,
    action         text        NOT NULL,                -- the message's type
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    request_id     text,
    causation_id   text,                                -- the message that was being handled
    before_digest  text,                                -- none before the aggregate's first change
    after_digest   text        NOT NULL                 -- SHA-256 of the payload, as it is on Kafka
);
CREATE INDEX audit_log_of_aggregate ON audit_log (aggregate_id, seq);
CREATE INDEX audit_log_of_subject ON audit_log (subject, id);
CREATE INDEX audit_log_occurred_at ON audit_log (occurred_at);

-- The role that the service logs in as may add to the log and read it, and nothing else.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM CURRENT_USER;

-- Events that this service has committed and the relay publishes. seq is the insertion order, which is the commit order
-- within one aggregate; json keeps the payload's text as it was written.
CREATE TABLE outbox (
    seq            bigint GENERATED ALWAYS AS IDENTITY,
    id             uuid        NOT NULL PRIMARY KEY,
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    type           text        NOT NULL,
    source         text        NOT NULL,
    time           timestamptz NOT NULL,
    headers        json        NOT NULL DEFAULT '{}',
    payload        json        NOT NULL,
    parked         boolean     NOT NULL DEFAULT false -- set by the relay: too large for Kafka, kept until it is replayed
);
CREATE UNIQUE INDEX outbox_seq ON outbox (seq);

-- One row that the relay rewrites, so that its slot moves on while the outbox is idle.
CREATE TABLE outbox_heartbeat (
    id int         NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL
);

-- Inserts only: the relay's own deletions are never decoded.
CREATE PUBLICATION outbox FOR TABLE outbox, outbox_heartbeat WITH (publish = 'insert');

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${relay-role}') THEN
        GRANT SELECT, DELETE, UPDATE (parked) ON outbox TO "${relay-role}";
        GRANT SELECT, INSERT, DELETE ON outbox_heartbeat TO "${relay-role}";
    END IF;
END $$;

-- Messages that have taken effect; one row in the same transaction as the effect.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_received_at ON inbox (received_at);

-- Requests that have taken effect under a client's key, and what they made.
CREATE TABLE idempotency_key (
    operation   text        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL,
    resource_id uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (operation, key)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);

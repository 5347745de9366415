-- Credit accounts become streams of events. Nobody changes the state while it is read.
LOCK TABLE customer, credit_reservation IN ACCESS EXCLUSIVE MODE;

-- What happened on each account, append-only. An append names the sequence number that it expects to be free.
CREATE TABLE credit_event (
    customer_id    uuid        NOT NULL, -- no foreign key: orders for unknown customers are remembered too
    sequence       bigint      NOT NULL CHECK (sequence > 0),
    type           text        NOT NULL,
    schema_version int         NOT NULL,
    order_id       uuid,
    payload        jsonb       NOT NULL,
    occurred_at    timestamptz NOT NULL,
    PRIMARY KEY (customer_id, sequence)
);
CREATE INDEX credit_event_of_order ON credit_event (customer_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX credit_event_at ON credit_event (customer_id, occurred_at, sequence);

-- States of accounts after some of their events; they can be removed and come back.
CREATE TABLE credit_snapshot (
    customer_id  uuid    NOT NULL,
    sequence     bigint  NOT NULL,
    currency     char(3) NOT NULL,
    credit_limit numeric NOT NULL,
    reserved     numeric NOT NULL CHECK (reserved BETWEEN 0 AND credit_limit),
    PRIMARY KEY (customer_id, sequence)
);

INSERT INTO credit_event
SELECT id, 1, 'opened', 1, NULL,
       jsonb_build_object('limit', jsonb_build_object('amount', credit_limit::text, 'currency', currency)), created_at
FROM customer;

-- Since when an order holds its credit was not kept: since now.
INSERT INTO credit_event
SELECT c.id, 1 + row_number() OVER (PARTITION BY c.id ORDER BY r.order_id), 'reserved', 1, r.order_id,
       jsonb_build_object('orderId', r.order_id, 'amount', r.amount::text, 'currency', c.currency),
       greatest(now(), c.created_at)
FROM credit_reservation r JOIN customer c ON c.id = r.customer_id;

DO $$
DECLARE
    different bigint;
BEGIN
    SELECT count(*) INTO different
    FROM customer c
    WHERE c.reserved <> (SELECT coalesce(sum((e.payload ->> 'amount')::numeric), 0) FROM credit_event e
                         WHERE e.customer_id = c.id AND e.type = 'reserved');
    IF different > 0 THEN
        RAISE EXCEPTION '% customers have reserved another amount than their orders hold: see customer.reserved and credit_reservation',
            different;
    END IF;
END $$;

-- Until it is stopped, the release before goes on reading what it knows. What it would write nobody reads any more: it is
-- told that the database is not available, which it takes for an outage, and repeats, so that no message is lost.
CREATE FUNCTION refuse_former_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'credit is kept as events now, this release of customer-service cannot change it: stop it'
        USING ERRCODE = 'cannot_connect_now';
END $$;
CREATE TRIGGER former_release_registers BEFORE INSERT ON customer
    FOR EACH ROW WHEN (NEW.credit_limit IS NOT NULL) EXECUTE FUNCTION refuse_former_release();
CREATE TRIGGER former_release_changes BEFORE UPDATE ON customer
    FOR EACH ROW WHEN (NEW.version IS DISTINCT FROM OLD.version) EXECUTE FUNCTION refuse_former_release();
CREATE TRIGGER former_release_reserves BEFORE INSERT OR UPDATE OR DELETE ON credit_reservation
    FOR EACH ROW EXECUTE FUNCTION refuse_former_release();
ALTER TABLE customer
    ALTER COLUMN currency DROP NOT NULL, ALTER COLUMN credit_limit DROP NOT NULL,
    ALTER COLUMN reserved DROP NOT NULL, ALTER COLUMN version DROP NOT NULL;

-- The role that the service logs in as may add events and read them, and nothing else.
REVOKE UPDATE, DELETE, TRUNCATE ON credit_event FROM CURRENT_USER;

CREATE TABLE orders (
    id               uuid           NOT NULL PRIMARY KEY,
    customer_id      uuid           NOT NULL,
    state            text           NOT NULL,
    rejection_reason text,
    lines            jsonb          NOT NULL,
    total            numeric(15, 2) NOT NULL CHECK (total >= 0),
    currency         char(3)        NOT NULL,
    version          bigint         NOT NULL,
    created_at       timestamptz    NOT NULL,
    updated_at       timestamptz    NOT NULL
);
-- Ids are UUIDv7: their order is the order of creation, and keyset pages need nothing else.
CREATE INDEX orders_of_customer ON orders (customer_id, id DESC);
CREATE INDEX orders_in_state ON orders (state, id DESC);

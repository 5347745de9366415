CREATE TABLE customer (
    id           uuid           NOT NULL PRIMARY KEY,
    name         text           NOT NULL,
    email        text           NOT NULL,
    currency     char(3)        NOT NULL,
    credit_limit numeric(15, 2) NOT NULL CHECK (credit_limit >= 0),
    reserved     numeric(15, 2) NOT NULL CHECK (reserved BETWEEN 0 AND credit_limit),
    version      bigint         NOT NULL,
    created_at   timestamptz    NOT NULL
);

-- What each order holds of its customer's credit; the sum is the customer's column "reserved".
CREATE TABLE credit_reservation (
    order_id    uuid           NOT NULL PRIMARY KEY,
    customer_id uuid           NOT NULL REFERENCES customer,
    amount      numeric(15, 2) NOT NULL CHECK (amount >= 0)
);
CREATE INDEX credit_reservation_of_customer ON credit_reservation (customer_id);

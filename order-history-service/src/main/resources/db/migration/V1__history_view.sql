CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;

-- The view exists once per generation. Readers use the live one; consumers write to the live and to the building one.
CREATE TABLE view_generation (
    generation int         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state      text        NOT NULL CHECK (state IN ('BUILDING', 'LIVE', 'RETIRED')),
    begun_at   timestamptz NOT NULL DEFAULT now(),
    live_at    timestamptz
);
CREATE UNIQUE INDEX one_generation_live_and_one_building ON view_generation (state) WHERE state <> 'RETIRED';
INSERT INTO view_generation (state, live_at) VALUES ('LIVE', now());

-- How far a building generation has read each partition, and where the live consumers have it covered.
CREATE TABLE rebuild_progress (
    generation int    NOT NULL REFERENCES view_generation,
    topic      text   NOT NULL,
    partition  int    NOT NULL,
    position   bigint NOT NULL,
    target     bigint NOT NULL,
    skipped    bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (generation, topic, partition)
);

CREATE TABLE order_view (
    generation    int         NOT NULL,
    order_id      uuid        NOT NULL,
    customer_id   uuid        NOT NULL,
    customer_name text,
    state         text        NOT NULL,
    version       bigint      NOT NULL,
    skus          text,
    total         numeric(15, 2),
    currency      text,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    search        text        GENERATED ALWAYS AS
        (lower(coalesce(customer_name, '') || E'\n' || coalesce(skus, ''))) STORED,
    PRIMARY KEY (generation, order_id)
);
CREATE INDEX order_view_newest ON order_view (generation, created_at DESC, order_id DESC);
CREATE INDEX order_view_of_customer ON order_view (generation, customer_id, created_at DESC, order_id DESC);
CREATE INDEX order_view_in_state ON order_view (generation, state, created_at DESC, order_id DESC);
CREATE INDEX order_view_search ON order_view USING gin (search gin_trgm_ops);

CREATE TABLE order_step (
    generation   int         NOT NULL,
    order_id     uuid        NOT NULL,
    version      bigint      NOT NULL,
    type         text        NOT NULL,
    state        text        NOT NULL,
    at           timestamptz NOT NULL,
    reason       text,
    causation_id text,
    request_id   text,
    trace_id     text,
    actor        text,
    PRIMARY KEY (generation, order_id, version)
);

-- The events that steps are caused by, so that a step can name its cause.
CREATE TABLE cause (
    generation int  NOT NULL,
    message_id text NOT NULL,
    type       text NOT NULL,
    PRIMARY KEY (generation, message_id)
);

CREATE TABLE customer_name (
    generation  int  NOT NULL,
    customer_id uuid NOT NULL,
    name        text NOT NULL,
    PRIMARY KEY (generation, customer_id)
);

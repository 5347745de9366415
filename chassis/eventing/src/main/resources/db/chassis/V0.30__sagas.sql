-- Sagas that this service orchestrates. A row and the command that it waits for are written in one transaction.
CREATE TABLE saga (
    id         uuid        NOT NULL PRIMARY KEY,
    type       text        NOT NULL,
    version    int         NOT NULL, -- of the saga's declaration that this instance runs by
    subject    uuid        NOT NULL, -- the aggregate that it changes
    state      text        NOT NULL CHECK (state IN ('RUNNING', 'COMPENSATING', 'COMPLETED', 'COMPENSATED')),
    data       json        NOT NULL,
    origin     json        NOT NULL DEFAULT '{}', -- trace, request and user that began it
    reason     text,                              -- why it is compensated
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz,
    deadline   timestamptz -- the next action by the timer, on this database's clock; null once it has ended
);
CREATE INDEX saga_due ON saga (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX saga_of_subject ON saga (subject, started_at);
CREATE INDEX saga_ended_at ON saga (ended_at) WHERE ended_at IS NOT NULL;

-- Each step that was begun, forward or as a compensation, in the order of execution.
CREATE TABLE saga_step (
    saga_id      uuid        NOT NULL REFERENCES saga ON DELETE CASCADE,
    number       int         NOT NULL,
    name         text        NOT NULL,
    compensation boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT')),
    attempts     int         NOT NULL DEFAULT 0,
    commands     uuid[]      NOT NULL DEFAULT '{}', -- event ids of the attempts; a reply names one of them
    error        text,
    started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at     timestamptz,
    PRIMARY KEY (saga_id, number)
);

CREATE TABLE __name__ (
    id         uuid        NOT NULL PRIMARY KEY,
    name       text        NOT NULL,
    owner      text,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL
);

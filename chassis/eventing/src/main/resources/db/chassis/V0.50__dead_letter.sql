-- What became of letters on the service's dead-letter topic: decisions, and replays that failed. The letters themselves stay
-- on the topic. The time is a letter's own: a topic that is made anew counts its offsets from 0 again.
CREATE TABLE dead_letter (
    partition  int         NOT NULL,
    position   bigint      NOT NULL,
    parked_at  timestamptz NOT NULL,
    state      text        NOT NULL CHECK (state IN ('PARKED', 'REPLAYED', 'DISCARDED')),
    replays    int         NOT NULL DEFAULT 0,
    error      text,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partition, position, parked_at)
);

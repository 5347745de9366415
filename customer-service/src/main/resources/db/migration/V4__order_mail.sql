-- Mails that tell customers how their orders came out; a row stays for ever, so that an outcome is mailed once.
CREATE TABLE order_mail (
    order_id        uuid        NOT NULL,
    order_version   bigint      NOT NULL, -- of the order after the outcome
    customer_id     uuid        NOT NULL REFERENCES customer,
    outcome         text        NOT NULL,
    reason          text,
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz DEFAULT now(), -- none when sent or given up
    last_error      text,
    sent_at         timestamptz,
    PRIMARY KEY (order_id, order_version)
);
CREATE INDEX order_mail_due ON order_mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

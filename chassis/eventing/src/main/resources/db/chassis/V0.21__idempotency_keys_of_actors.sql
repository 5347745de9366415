-- One user's key never meets another's, whatever they choose.
ALTER TABLE idempotency_key ADD COLUMN actor text NOT NULL DEFAULT '';
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey, ADD PRIMARY KEY (actor, operation, key);

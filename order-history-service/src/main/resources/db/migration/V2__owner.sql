-- The subject (claim "sub") of the user whose own order this is; null while only clerks and admins may see it.
ALTER TABLE order_view ADD COLUMN owner text;
CREATE INDEX order_view_of_owner ON order_view (generation, owner, created_at DESC, order_id DESC);

-- The subject of the user who the customer is; null when there is none.
ALTER TABLE customer_name ADD COLUMN owner text;
ALTER TABLE order_view ADD COLUMN customer_owner text;

-- Who orders on another's account must not find out the name by searching for it.
ALTER TABLE order_view DROP COLUMN search;
ALTER TABLE order_view ADD COLUMN search text GENERATED ALWAYS AS (lower(
    CASE WHEN owner IS NULL OR owner = customer_owner THEN coalesce(customer_name, '') ELSE '' END
    || E'\n' || coalesce(skus, ''))) STORED;
CREATE INDEX order_view_search ON order_view USING gin (search gin_trgm_ops);

-- What is there does not know its owner: the log does.
UPDATE view_generation SET state = 'RETIRED' WHERE state = 'BUILDING';
INSERT INTO view_generation (state) SELECT 'BUILDING'
WHERE EXISTS (SELECT FROM order_view) OR EXISTS (SELECT FROM customer_name);

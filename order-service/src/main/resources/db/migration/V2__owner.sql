-- The subject (claim "sub") of the user whose own order this is; null while only clerks and admins may see it.
ALTER TABLE orders ADD COLUMN owner text;
CREATE INDEX orders_of_owner ON orders (owner, id DESC);

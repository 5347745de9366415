-- ISO 4217 gives a currency 0 to 4 decimals. A column without a scale keeps all of them, and there are no rows to rewrite.
ALTER TABLE order_view ALTER COLUMN total TYPE numeric;

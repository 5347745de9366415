-- ISO 4217 gives a currency 0 to 4 decimals, which the service checks. A column without a scale keeps all of them, and
-- there are no rows to rewrite.
ALTER TABLE orders ALTER COLUMN total TYPE numeric;

-- Two decimals were taken for currencies that have none. Such an amount means nothing, and is nobody's to round.
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM orders CROSS JOIN jsonb_array_elements(lines) line
        WHERE (line -> 'unitPrice' ->> 'amount')::numeric % 1 <> 0
            AND currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF',
                'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF')
    ) THEN
        RAISE EXCEPTION 'orders have fractions of a currency that has none; correct lines and total, then start again';
    END IF;
END $$;

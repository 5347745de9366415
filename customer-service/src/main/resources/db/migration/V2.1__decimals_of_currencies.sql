-- ISO 4217 gives a currency 0 to 4 decimals, which the service checks. A column without a scale keeps all of them, and
-- there are no rows to rewrite. Before the accounts, whose triggers need the columns as they are.
ALTER TABLE customer ALTER COLUMN credit_limit TYPE numeric, ALTER COLUMN reserved TYPE numeric;
ALTER TABLE credit_reservation ALTER COLUMN amount TYPE numeric;

-- Two decimals were taken for currencies that have none. Such an amount means nothing, and is nobody's to round.
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM customer
        WHERE (credit_limit % 1 <> 0 OR reserved % 1 <> 0)
            AND currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF',
                'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF')
    ) THEN
        RAISE EXCEPTION 'customers have fractions of a currency that has none; correct credit_limit, reserved and '
            'credit_reservation.amount, then start again';
    END IF;
END $$;

-- The lines that a pending revision proposes.
ALTER TABLE orders ADD COLUMN proposed_lines jsonb;

-- Cancelling is a saga from now on. What is being cancelled already gets its saga here, and the timer sends the command:
-- releasing has one effect however often it is done.
WITH cancelled AS (
    INSERT INTO saga (id, type, version, subject, state, data, deadline)
    SELECT gen_random_uuid(), 'cancel-order', 1, id, 'RUNNING',
           json_build_object('orderId', id, 'customerId', customer_id), clock_timestamp()
    FROM orders WHERE state = 'CANCEL_PENDING'
    RETURNING id
)
INSERT INTO saga_step (saga_id, number, name, compensation, state)
SELECT id, 1, 'release-credit', false, 'RUNNING' FROM cancelled;

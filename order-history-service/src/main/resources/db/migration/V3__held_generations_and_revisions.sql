-- A generation that lacks what readers see now is held until an operator accepts the loss, or discards it.
ALTER TABLE view_generation DROP CONSTRAINT view_generation_state_check;
ALTER TABLE view_generation ADD CONSTRAINT view_generation_state_check
    CHECK (state IN ('BUILDING', 'HELD', 'LIVE', 'RETIRED'));
ALTER TABLE view_generation ADD COLUMN warning text;

-- The order's version since which it has these articles and this total.
ALTER TABLE order_view ADD COLUMN lines_version bigint NOT NULL DEFAULT 0;

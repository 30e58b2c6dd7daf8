-- What the receiver answered last; absent where it did not answer.
ALTER TABLE delivery ADD COLUMN last_status INTEGER;

-- Each webhook is told by itself.
DROP INDEX delivery_waiting;
CREATE INDEX delivery_due ON delivery (webhook, next_at, id) WHERE dead_at IS NULL;
CREATE INDEX delivery_dead ON delivery (id) WHERE dead_at IS NOT NULL;

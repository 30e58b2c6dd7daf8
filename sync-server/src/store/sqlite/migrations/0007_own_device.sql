-- What a person sees of their own devices.
ALTER TABLE device ADD COLUMN kind TEXT NOT NULL DEFAULT '"unknown"';   -- JSON: what it said it is
ALTER TABLE device ADD COLUMN seen_at INTEGER;                        -- its last exchange, to the hour

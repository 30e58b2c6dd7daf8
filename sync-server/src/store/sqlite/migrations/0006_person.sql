-- Who somebody is may change: their name, their area, whether they take part at all.
ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 0;          -- counts the changes
ALTER TABLE account ADD COLUMN rights_version INTEGER NOT NULL DEFAULT 0;   -- the last change of the right to read
ALTER TABLE account ADD COLUMN lost TEXT NOT NULL DEFAULT '[]';             -- JSON list of scopes held once and no more
ALTER TABLE account ADD COLUMN closed_at INTEGER;

-- Applications are documents too. The column is made anew for its list of kinds:
-- making the table anew would take everything along that refers to it.
ALTER TABLE document RENAME COLUMN kind TO kind_before;
ALTER TABLE document ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'
    CHECK (kind IN ('person', 'care', 'offer', 'application'));
UPDATE document SET kind = kind_before;
ALTER TABLE document DROP COLUMN kind_before;

-- Consents are documents too. The column is made anew for its list of kinds, as in 0003.
ALTER TABLE document RENAME COLUMN kind TO kind_before;
ALTER TABLE document ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'
    CHECK (kind IN ('person', 'care', 'offer', 'application', 'consent'));
UPDATE document SET kind = kind_before;
ALTER TABLE document DROP COLUMN kind_before;

CREATE TABLE consent_line (
    doc      BLOB NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    resident BLOB NOT NULL,
    line     TEXT NOT NULL
) STRICT;
CREATE INDEX consent_resident ON consent_line (resident);

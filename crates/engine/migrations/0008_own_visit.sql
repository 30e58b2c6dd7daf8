-- What a caregiver did herself at a visit. It stays when the request leaves her device, so
-- nothing in it is anybody else's: no name, no door, no telephone, no words of the resident.
CREATE TABLE own_visit (
    doc   BLOB NOT NULL,                -- the care request; no foreign key, see above
    visit TEXT NOT NULL,                -- as in 2026-11-24T0800
    line  TEXT NOT NULL,                -- JSON
    PRIMARY KEY (doc, visit)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_visit_visit ON own_visit (visit);

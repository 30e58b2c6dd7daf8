-- What the centre watches of an application that it has received. All of it follows
-- from the document.
CREATE TABLE application (
    doc         BLOB NOT NULL PRIMARY KEY REFERENCES document (id),
    resident    BLOB NOT NULL,
    tracking    TEXT NOT NULL UNIQUE,        -- the number to ask about it by
    lapses_at   INTEGER,                     -- while the office waits: the end of the last day
    decided_seq INTEGER                      -- the change with a decision that has not reached the resident
) STRICT, WITHOUT ROWID;
CREATE INDEX application_waiting ON application (lapses_at) WHERE lapses_at IS NOT NULL;
CREATE INDEX application_decided ON application (resident, decided_seq) WHERE decided_seq IS NOT NULL;

-- Work that caregivers gave back: who does it again and again waits before the next claim.
CREATE TABLE give_back (
    person BLOB NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX give_back_by_person ON give_back (person, at);

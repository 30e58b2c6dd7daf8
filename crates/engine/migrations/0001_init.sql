-- What a device keeps. View tables (care_line, offer_line, resident_line and the
-- search index) are made from documents and can be made again at any time.

CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,  -- names are in store/setting.rs
    value TEXT NOT NULL               -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE author (
    device BLOB NOT NULL PRIMARY KEY,
    card   BLOB NOT NULL              -- CBOR of a card that the centre signed; verified on arrival
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id    BLOB NOT NULL PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('person', 'care', 'offer')),
    bytes BLOB NOT NULL               -- the saved Automerge document, own unsent changes included
) STRICT;

-- This device's own changes in the order of writing. Received ones stay, so that
-- they can be sent again should the centre have lost them.
CREATE TABLE outbox (
    place    INTEGER PRIMARY KEY,     -- order of writing
    hash     BLOB    NOT NULL UNIQUE,
    doc      BLOB    NOT NULL,
    signed   BLOB    NOT NULL,        -- CBOR of the signed change
    intent   TEXT,                    -- JSON of the command that made it; dropped on receipt
    words    TEXT    NOT NULL,        -- what the person wrote; emptied on receipt
    at       INTEGER NOT NULL,        -- ms since 1970, when it was written
    receipt  BLOB                     -- CBOR of the centre's signed receipt; NULL while it waits
) STRICT;
CREATE INDEX outbox_waiting ON outbox (place) WHERE receipt IS NULL;
CREATE INDEX outbox_doc ON outbox (doc) WHERE receipt IS NULL;

-- Events of waiting changes, so that each message and claim can say where it is.
CREATE TABLE waiting_event (
    event BLOB NOT NULL PRIMARY KEY,
    hash  BLOB NOT NULL REFERENCES outbox (hash) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_event_hash ON waiting_event (hash);

-- What the centre did not accept, with its words, until somebody decides.
CREATE TABLE refused (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    doc    BLOB    NOT NULL,
    intent TEXT,                      -- JSON of the command
    words  TEXT    NOT NULL,
    reason TEXT    NOT NULL,          -- JSON of the refusal
    at     INTEGER NOT NULL           -- ms since 1970, when it was written
) STRICT;

CREATE TABLE care_line (
    doc       BLOB    NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    resident  BLOB    NOT NULL,
    caregiver BLOB,                   -- who is assigned
    kind      TEXT    NOT NULL,
    is_shown  INTEGER NOT NULL,       -- neither an empty draft nor thrown away
    is_open   INTEGER NOT NULL,       -- something may still happen
    is_sent   INTEGER NOT NULL,       -- not a draft
    touched   INTEGER NOT NULL,       -- ms since 1970, the last thing that happened
    line      TEXT    NOT NULL        -- JSON of store/care.rs CareLine
) STRICT;
CREATE INDEX care_line_resident ON care_line (resident, touched DESC, doc) WHERE is_shown;
CREATE INDEX care_line_caregiver ON care_line (caregiver) WHERE caregiver IS NOT NULL;

CREATE TABLE offer_line (
    doc     BLOB    NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    rank    INTEGER NOT NULL,         -- 0 waiting or theirs, 1 open, 2 lost
    due     TEXT    NOT NULL,         -- first day of work, ISO
    last    TEXT    NOT NULL,         -- last day on which the line is of use, ISO; empty for no end
    line    TEXT    NOT NULL          -- JSON of api's Offer
) STRICT;
CREATE INDEX offer_line_order ON offer_line (rank, due, doc);

CREATE TABLE resident_line (
    id     INTEGER PRIMARY KEY,       -- row of the search index
    person BLOB NOT NULL UNIQUE,
    doc    BLOB NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
    sort   TEXT NOT NULL,             -- building, door, name; numbers padded
    line   TEXT NOT NULL              -- JSON of store/resident.rs ResidentLine
) STRICT;
CREATE INDEX resident_line_order ON resident_line (sort, person);

-- Every Chinese character and every digit is a word of its own, so that one
-- character, two, or the end of a telephone number find somebody.
CREATE VIRTUAL TABLE resident_search USING fts5 (
    name, building, door, phone,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2'
);

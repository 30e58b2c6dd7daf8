-- Photos beside documents, by their SHA-256. The bytes come and go in pieces.
CREATE TABLE blob (
    place      INTEGER PRIMARY KEY,      -- order of sending
    hash       TEXT    NOT NULL UNIQUE,  -- 64 hexadecimal digits
    size       INTEGER NOT NULL,         -- bytes of the whole
    here       INTEGER NOT NULL,         -- bytes on this device, from the first on
    sent       INTEGER NOT NULL,         -- bytes at the centre, as far as known
    is_known   INTEGER NOT NULL,         -- `sent` is the centre's word, and nothing failed since
    is_wanted  INTEGER NOT NULL,         -- somebody here asked to see it
    trouble    TEXT,                     -- why the centre did not take it: JSON of api's PhotoTrouble
    not_before INTEGER NOT NULL,         -- ms since 1970, when it is tried again
    loose_at   INTEGER                   -- ms since 1970, since when no document refers to it
) STRICT;
CREATE INDEX blob_loose ON blob (loose_at) WHERE loose_at IS NOT NULL;
CREATE INDEX blob_to_send ON blob (place) WHERE sent < size;

CREATE TABLE blob_piece (
    hash  TEXT    NOT NULL REFERENCES blob (hash) ON DELETE CASCADE,
    start INTEGER NOT NULL,              -- of its first byte in the whole
    bytes BLOB    NOT NULL,
    PRIMARY KEY (hash, start)
) STRICT, WITHOUT ROWID;

-- Which document's answers hold which photo; made from documents.
CREATE TABLE blob_ref (
    doc  BLOB NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    PRIMARY KEY (doc, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_ref_hash ON blob_ref (hash);

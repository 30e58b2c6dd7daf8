-- Photos beside documents. Each belongs to one resident: whoever only knows the hash of
-- somebody else's photo gets nothing by naming it in a document of their own.
CREATE TABLE blob (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    resident BLOB    NOT NULL,
    hash     TEXT    NOT NULL,               -- SHA-256 of the whole, 64 hexadecimal digits
    size     INTEGER NOT NULL,               -- bytes of the whole, as its sender said
    has      INTEGER NOT NULL,               -- bytes that came, from the first on
    is_whole INTEGER NOT NULL,               -- all of it came, and is what it should be
    loose_at INTEGER,                        -- since when no document refers to it
    UNIQUE (resident, hash)
) STRICT;
CREATE INDEX blob_loose ON blob (loose_at) WHERE loose_at IS NOT NULL;

CREATE TABLE blob_piece (
    blob  INTEGER NOT NULL REFERENCES blob (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                  -- of its first byte in the whole
    bytes BLOB    NOT NULL,
    PRIMARY KEY (blob, start)
) STRICT, WITHOUT ROWID;

-- Which document's answers hold which photo now. Who may read the document, by
-- doc_scope, may read the photo.
CREATE TABLE blob_ref (
    doc      BLOB NOT NULL REFERENCES document (id),
    hash     TEXT NOT NULL,
    resident BLOB NOT NULL,                  -- whose document it is
    PRIMARY KEY (doc, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_ref_by_hash ON blob_ref (hash, resident);

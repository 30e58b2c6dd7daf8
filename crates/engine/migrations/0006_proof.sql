-- What proves a document to a centre that lost it: snapshots that the centre signed, and
-- signed changes of others since. Own changes stand in the outbox, with their receipts.
CREATE TABLE proof (
    doc       BLOB NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    signature BLOB NOT NULL,            -- the centre's, over id and bytes
    heads     BLOB NOT NULL,            -- hashes of the newest changes in it, 32 bytes each
    bytes     BLOB,                     -- as signed; NULL where document.bytes are the same
    PRIMARY KEY (doc, signature)
) STRICT, WITHOUT ROWID;

CREATE TABLE proof_change (
    place  INTEGER PRIMARY KEY,         -- order of arrival
    hash   BLOB NOT NULL UNIQUE,
    doc    BLOB NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    signed BLOB NOT NULL                -- CBOR of the signed change
) STRICT;
CREATE INDEX proof_change_doc ON proof_change (doc, place);

-- Documents about which a centre that lost something has still to be asked.
CREATE TABLE give_back (
    doc        BLOB    NOT NULL PRIMARY KEY,
    tries      INTEGER NOT NULL,        -- how often the centre did not take what it lacks
    own        INTEGER NOT NULL,        -- 1 where it then lacked what this device wrote
    not_before INTEGER NOT NULL         -- ms since 1970, when it is tried again
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_received ON outbox (doc, place) WHERE receipt IS NOT NULL;

-- Everything is told once more, this time with what proves it.
DELETE FROM setting WHERE key = 'cursor';

-- The centre's store. Ids are 16 random bytes, moments are milliseconds since 1970 UTC,
-- `seq` is a place in the feed. Migrations are never edited once released.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One person in one role.
CREATE TABLE account (
    id     INTEGER NOT NULL PRIMARY KEY,
    person BLOB NOT NULL,
    role   TEXT NOT NULL,
    area   TEXT NOT NULL,
    name   TEXT NOT NULL,
    scopes TEXT NOT NULL,   -- JSON list of scopes: the right to read
    UNIQUE (person, role)
) STRICT;
CREATE INDEX account_by_name ON account (name);

CREATE TABLE enrolment_code (
    hash       BLOB NOT NULL PRIMARY KEY,   -- keyed hash; the code itself is nowhere
    account    INTEGER NOT NULL REFERENCES account (id),
    expires_at INTEGER NOT NULL,
    used_by    BLOB                          -- the device that used it
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_code_by_account ON enrolment_code (account);

CREATE TABLE device (
    id          BLOB NOT NULL PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    key         BLOB NOT NULL,
    token_hash  BLOB UNIQUE,                 -- the centre's own device has none
    card        BLOB NOT NULL,               -- CBOR, signed by the centre
    enrolled_at INTEGER NOT NULL,
    revoked_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_by_account ON device (account);

CREATE TABLE document (
    id                 BLOB NOT NULL PRIMARY KEY,
    kind               TEXT NOT NULL,
    first_seq          INTEGER NOT NULL,
    last_seq           INTEGER NOT NULL,
    snapshot           BLOB,                 -- the whole document as of snapshot_seq
    snapshot_signature BLOB,
    snapshot_seq       INTEGER NOT NULL,     -- 0 where there is no snapshot
    tail               INTEGER NOT NULL      -- changes since the snapshot
) STRICT;

-- Every change that was ever accepted, with its author's signature. Never altered.
CREATE TABLE change (
    seq         INTEGER NOT NULL PRIMARY KEY,
    doc         BLOB NOT NULL REFERENCES document (id),
    hash        BLOB NOT NULL UNIQUE,
    device      BLOB NOT NULL REFERENCES device (id),
    incarnation INTEGER NOT NULL,
    actor_seq   INTEGER NOT NULL,
    bytes       BLOB NOT NULL,
    signature   BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    -- Two changes under one number of one actor would corrupt documents silently.
    UNIQUE (doc, device, incarnation, actor_seq)
) STRICT;
CREATE INDEX change_by_doc ON change (doc, seq);

-- Who may read what, and since and until when. The feed is read from here.
CREATE TABLE doc_scope (
    scope       TEXT NOT NULL,
    doc         BLOB NOT NULL REFERENCES document (id),
    granted_seq INTEGER NOT NULL,
    revoked_seq INTEGER,                     -- absent while the document carries the scope
    last_seq    INTEGER NOT NULL,            -- of the document while carried, then revoked_seq
    PRIMARY KEY (doc, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX doc_scope_feed ON doc_scope (scope, last_seq, doc, granted_seq, revoked_seq);

-- Assignments that lapse unless the caregiver sets out in time.
CREATE TABLE lease (
    care      BLOB NOT NULL PRIMARY KEY REFERENCES document (id),
    lapses_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_by_time ON lease (lapses_at);

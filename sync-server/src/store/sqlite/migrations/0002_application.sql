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

-- An office's own system. Its name is its account's; it is revoked as a device.
CREATE TABLE gateway (
    device     BLOB NOT NULL PRIMARY KEY REFERENCES device (id),
    office     TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- What a gateway was answered, by the key that it gave its request.
CREATE TABLE gateway_answer (
    device  BLOB NOT NULL REFERENCES gateway (device),
    key     TEXT NOT NULL,
    request BLOB NOT NULL,                   -- SHA-256 of address and body
    status  INTEGER NOT NULL,
    body    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (device, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX gateway_answer_by_time ON gateway_answer (at);

-- Where an office's system wants to hear of what happens.
CREATE TABLE webhook (
    id       BLOB NOT NULL PRIMARY KEY,
    office   TEXT NOT NULL,
    url      TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_by_office ON webhook (office);

-- What it has not been told yet. Told: removed. Written with the change that it tells of.
CREATE TABLE delivery (
    id      INTEGER NOT NULL PRIMARY KEY,    -- the order in which it happened
    webhook BLOB NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    message BLOB NOT NULL UNIQUE,            -- the same for every try
    doc     BLOB NOT NULL REFERENCES document (id),
    seq     INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    tries   INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    dead_at INTEGER                          -- given up
) STRICT;
CREATE INDEX delivery_waiting ON delivery (next_at) WHERE dead_at IS NULL;
CREATE INDEX delivery_in_order ON delivery (webhook, doc, id);

-- Every catalogue that was ever served: drafts answer the questions of an older one.
CREATE TABLE catalogue (
    version TEXT NOT NULL PRIMARY KEY,
    bytes   BLOB NOT NULL,                   -- JSON
    at      INTEGER NOT NULL
) STRICT;

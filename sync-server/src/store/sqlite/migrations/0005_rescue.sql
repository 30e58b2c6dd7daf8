-- What revoked devices handed over: sealed to the centre's key, read by the operator.
CREATE TABLE rescue (
    id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    device BLOB NOT NULL REFERENCES device (id),
    at     INTEGER NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;
CREATE INDEX rescue_by_device ON rescue (device);

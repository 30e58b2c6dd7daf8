-- Who gave requests back, for the community worker: made from the requests, like other rows.
CREATE TABLE returned (
    doc       BLOB    NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    nth       INTEGER NOT NULL,           -- its place among those of the request
    caregiver BLOB    NOT NULL,
    name      TEXT    NOT NULL,
    at        INTEGER NOT NULL,           -- ms since 1970, by the caregiver's clock
    PRIMARY KEY (doc, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX returned_at ON returned (at);

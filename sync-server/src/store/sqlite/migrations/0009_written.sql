-- How much each person wrote into a document: a limit of it is judged with every change.
CREATE TABLE written (
    doc     BLOB NOT NULL REFERENCES document (id),
    person  BLOB NOT NULL,
    changes INTEGER NOT NULL,
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (doc, person)
) STRICT, WITHOUT ROWID;

INSERT INTO written (doc, person, changes, bytes)
    SELECT change.doc, account.person, count(*), sum(length(change.bytes))
    FROM change
    JOIN device ON device.id = change.device
    JOIN account ON account.id = device.account
    GROUP BY change.doc, account.person;

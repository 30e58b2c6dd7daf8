-- What each person wrote and sent on the last day on which they did: the day's limits are
-- judged with every change. One row a person, so it needs no sweeping.
CREATE TABLE daily_use (
    person    BLOB NOT NULL PRIMARY KEY,
    day       TEXT NOT NULL,                 -- by the centre's clocks, as 2026-11-24
    documents INTEGER NOT NULL,              -- begun on it
    bytes     INTEGER NOT NULL,              -- of changes
    photos    INTEGER NOT NULL               -- begun to be sent on it
) STRICT, WITHOUT ROWID;

-- Which day it is where the centre stands is in no table; the clocks of China stand for it
-- once. Of photos nobody knows who sent them.
WITH counted AS (
    SELECT account.person AS person,
           date(change.received_at / 1000, 'unixepoch', '+8 hours') AS day,
           count(document.id) AS documents,
           sum(length(change.bytes)) AS bytes
    FROM change
    JOIN device ON device.id = change.device
    JOIN account ON account.id = device.account
    LEFT JOIN document ON document.id = change.doc AND document.first_seq = change.seq
    GROUP BY 1, 2
)
INSERT INTO daily_use (person, day, documents, bytes, photos)
    SELECT person, day, documents, bytes, 0 FROM counted AS one
    WHERE day = (SELECT max(day) FROM counted WHERE counted.person = one.person);

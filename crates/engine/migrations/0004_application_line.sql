-- Applications as lists show them; made from documents.
CREATE TABLE application_line (
    id         INTEGER PRIMARY KEY,      -- row of the search index
    doc        BLOB    NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
    resident   BLOB    NOT NULL,
    service    TEXT    NOT NULL,
    version    TEXT    NOT NULL,         -- of the catalogue whose questions are answered
    is_shown   INTEGER NOT NULL,         -- neither an empty draft nor thrown away
    is_open    INTEGER NOT NULL,         -- somebody still has to do something
    is_draft   INTEGER NOT NULL,
    touched    INTEGER NOT NULL,         -- ms since 1970, the last thing that happened
    turn       INTEGER NOT NULL,         -- whose: 0 not received, 1 the office's, 2 the resident's, 3 over
    due        TEXT    NOT NULL,         -- the promised day, ISO; `~` while no clock runs, last in order
    holder     BLOB,                     -- the officer who works on it
    held_until INTEGER NOT NULL,         -- ms since 1970; 0 where there is none
    follow_up  INTEGER NOT NULL,         -- a rating asks for a call
    line       TEXT    NOT NULL          -- JSON of store/application.rs ApplicationLine
) STRICT;
CREATE INDEX application_line_resident ON application_line (resident, touched DESC, doc) WHERE is_shown;
CREATE INDEX application_line_queue ON application_line (turn, due, doc, service);
CREATE INDEX application_line_all ON application_line (due, doc, service) WHERE turn > 0;
CREATE INDEX application_line_holder ON application_line (holder, due, doc) WHERE holder IS NOT NULL;
CREATE INDEX application_line_follow_up ON application_line (due, doc) WHERE follow_up;

-- As in resident_search: every Chinese character and every digit is a word of its own.
CREATE VIRTUAL TABLE application_search USING fts5 (
    applicant, tracking, phone,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2'
);

-- Catalogues that an open application still uses, beside the newest.
CREATE TABLE catalogue_version (
    version TEXT NOT NULL PRIMARY KEY,
    json    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

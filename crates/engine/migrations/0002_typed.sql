-- Words that are being typed and belong to nobody else yet: a message (`visit` is
-- empty) or the note about a visit.
CREATE TABLE typed (
    doc   BLOB NOT NULL,
    visit TEXT NOT NULL,              -- the visit's id, or empty
    text  TEXT NOT NULL,
    PRIMARY KEY (doc, visit)
) STRICT, WITHOUT ROWID;

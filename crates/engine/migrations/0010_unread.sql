-- Documents that were told and could not be read, here or at the centre: each is asked for
-- again, whole. It need not be here.
CREATE TABLE unread (
    doc        BLOB    NOT NULL PRIMARY KEY,
    tries      INTEGER NOT NULL,        -- how often it was told again in vain
    not_before INTEGER NOT NULL         -- ms since 1970, when it is asked for again
) STRICT, WITHOUT ROWID;

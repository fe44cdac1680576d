-- Files in S3-compatible storage instead of in this database.

-- The key of the file in the storage; then `content` is empty. Null: the file is in `content`.
ALTER TABLE media_files ADD COLUMN object TEXT;
-- Bytes of a file that is in the storage.
ALTER TABLE media_files ADD COLUMN length INTEGER;

CREATE UNIQUE INDEX media_files_by_object ON media_files (object) WHERE object IS NOT NULL;

-- Objects that are to be deleted from the storage after a time, unless a file has them then. An object is listed before
-- it is stored, so that none is left over if its row is not, and when its row is gone, so that whoever has just read the
-- row still finds the object.
CREATE TABLE stored_deletions (
    object TEXT PRIMARY KEY,
    -- Unix milliseconds.
    due_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX stored_deletions_by_time ON stored_deletions (due_at);

-- An hour later. In triggers, so that no way out can forget it.
CREATE TRIGGER stored_file_removed AFTER DELETE ON media_files WHEN OLD.object IS NOT NULL BEGIN
    INSERT INTO stored_deletions (object, due_at) VALUES (OLD.object, (unixepoch() + 3600) * 1000)
    ON CONFLICT (object) DO UPDATE SET due_at = excluded.due_at;
END;

CREATE TRIGGER stored_file_moved AFTER UPDATE OF object ON media_files
WHEN OLD.object IS NOT NULL AND OLD.object IS NOT NEW.object BEGIN
    INSERT INTO stored_deletions (object, due_at) VALUES (OLD.object, (unixepoch() + 3600) * 1000)
    ON CONFLICT (object) DO UPDATE SET due_at = excluded.due_at;
END;

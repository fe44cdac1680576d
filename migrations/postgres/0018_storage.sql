-- Files in S3-compatible storage instead of in this database.

-- The key of the file in the storage; then `content` is empty. Null: the file is in `content`.
ALTER TABLE media_files ADD COLUMN object TEXT COLLATE "C";
-- Bytes of a file that is in the storage.
ALTER TABLE media_files ADD COLUMN length BIGINT;

CREATE UNIQUE INDEX media_files_by_object ON media_files (object) WHERE object IS NOT NULL;

-- Objects that are to be deleted from the storage after a time, unless a file has them then. An object is listed before
-- it is stored, so that none is left over if its row is not, and when its row is gone, so that whoever has just read the
-- row still finds the object.
CREATE TABLE stored_deletions (
    object TEXT COLLATE "C" PRIMARY KEY,
    -- Unix milliseconds.
    due_at BIGINT NOT NULL
);

CREATE INDEX stored_deletions_by_time ON stored_deletions (due_at);

-- An hour later. In triggers, so that no way out can forget it, nor a node of an older version.
CREATE FUNCTION stored_file_left() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stored_deletions (object, due_at)
    VALUES (OLD.object, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + 3600000)
    ON CONFLICT (object) DO UPDATE SET due_at = excluded.due_at;
    RETURN NULL;
END
$$;
CREATE TRIGGER stored_file_removed AFTER DELETE ON media_files FOR EACH ROW WHEN (OLD.object IS NOT NULL)
EXECUTE FUNCTION stored_file_left();
CREATE TRIGGER stored_file_moved AFTER UPDATE OF object ON media_files FOR EACH ROW
WHEN (OLD.object IS NOT NULL AND OLD.object IS DISTINCT FROM NEW.object)
EXECUTE FUNCTION stored_file_left();

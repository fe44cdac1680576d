-- Files of any size: sound, film, documents. Their content is in chunks, so that it is never in memory as a whole.

-- The key of the chunks; then `content` is empty, and `length` counts their bytes. Null: there are none.
ALTER TABLE media_files ADD COLUMN chunks TEXT;

CREATE UNIQUE INDEX media_files_by_chunks ON media_files (chunks) WHERE chunks IS NOT NULL;

-- Chunks are written before the row that has their key, in transactions of their own. Those of a row that was never
-- written are deleted by their time.
CREATE TABLE file_chunks (
    chunks TEXT NOT NULL,
    -- From 0. All but the last have the same length.
    number INTEGER NOT NULL,
    -- Unix milliseconds.
    written_at INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (chunks, number)
);

-- In triggers, so that no way out can forget it.
CREATE TRIGGER file_chunks_removed AFTER DELETE ON media_files WHEN OLD.chunks IS NOT NULL BEGIN
    DELETE FROM file_chunks WHERE chunks = OLD.chunks;
END;

CREATE TRIGGER file_chunks_moved AFTER UPDATE OF chunks ON media_files
WHEN OLD.chunks IS NOT NULL AND OLD.chunks IS NOT NEW.chunks BEGIN
    DELETE FROM file_chunks WHERE chunks = OLD.chunks;
END;

-- Files of any size: sound, film, documents. Their content is in chunks, so that it is never in memory as a whole.

-- The key of the chunks; then `content` is empty, and `length` counts their bytes. Null: there are none.
ALTER TABLE media_files ADD COLUMN chunks TEXT COLLATE "C";

CREATE UNIQUE INDEX media_files_by_chunks ON media_files (chunks) WHERE chunks IS NOT NULL;

-- Chunks are written before the row that has their key, in transactions of their own. Those of a row that was never
-- written are deleted by their time.
CREATE TABLE file_chunks (
    chunks TEXT COLLATE "C" NOT NULL,
    -- From 0. All but the last have the same length.
    number BIGINT NOT NULL,
    -- Unix milliseconds.
    written_at BIGINT NOT NULL,
    content BYTEA NOT NULL,
    UNIQUE (chunks, number)
);
-- Sound, film and archives are compressed already, and parts can be read without the rest.
ALTER TABLE file_chunks ALTER COLUMN content SET STORAGE EXTERNAL;

-- In triggers, so that no way out can forget it, nor a node of an older version.
CREATE FUNCTION file_chunks_left() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM file_chunks WHERE chunks = OLD.chunks;
    RETURN NULL;
END
$$;
CREATE TRIGGER file_chunks_removed AFTER DELETE ON media_files FOR EACH ROW WHEN (OLD.chunks IS NOT NULL)
EXECUTE FUNCTION file_chunks_left();
CREATE TRIGGER file_chunks_moved AFTER UPDATE OF chunks ON media_files FOR EACH ROW
WHEN (OLD.chunks IS NOT NULL AND OLD.chunks IS DISTINCT FROM NEW.chunks)
EXECUTE FUNCTION file_chunks_left();

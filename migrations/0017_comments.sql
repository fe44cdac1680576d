-- The SHA-256 of the token of the browser that a comment was sent from, by which it is known again. Null: not known.
ALTER TABLE comments ADD COLUMN device TEXT;
-- Written by somebody who was logged in, in their own name.
ALTER TABLE comments ADD COLUMN is_staff INTEGER NOT NULL DEFAULT 0 CHECK (is_staff IN (0, 1));

CREATE INDEX comments_by_device ON comments (device, status) WHERE device IS NOT NULL;

-- How often that has changed which the server prepares from tables and keeps in memory. Kept by triggers, so that no way
-- in can forget it: other programs write, too.
CREATE TABLE change_counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- What comments are held against: rules, and the names and addresses of those who write here.
INSERT INTO change_counters (name, value) VALUES ('screening', 0);

CREATE TRIGGER screening_block_added AFTER INSERT ON blocks BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_block_changed AFTER UPDATE ON blocks BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_block_removed AFTER DELETE ON blocks BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_author_added AFTER INSERT ON authors BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_author_changed AFTER UPDATE OF name, email ON authors BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_author_removed AFTER DELETE ON authors BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_user_added AFTER INSERT ON users BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_user_changed AFTER UPDATE OF name, email ON users BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

CREATE TRIGGER screening_user_removed AFTER DELETE ON users BEGIN
    UPDATE change_counters SET value = value + 1 WHERE name = 'screening';
END;

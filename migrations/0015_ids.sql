-- Ids are never given twice: whoever has kept one, in a signed link, a feed or a browser, finds nothing there once its
-- row is deleted, and never another row.

-- AUTOINCREMENT changes only how ids are chosen and nothing of what is stored. So the definitions are changed where they
-- are: SQLite allows that for such changes (ALTER TABLE, section 7), and it takes no time, however large the site is.
-- To build the tables anew would copy all of it. The first table is there so that SQLite makes its table of sequences.
CREATE TABLE first_sequence (id INTEGER PRIMARY KEY AUTOINCREMENT);
DROP TABLE first_sequence;

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' id INTEGER PRIMARY KEY,', ' id INTEGER PRIMARY KEY AUTOINCREMENT,')
WHERE type = 'table' AND name IN
    ('authors', 'blocks', 'comments', 'media', 'media_files', 'menu_items', 'posts', 'revisions', 'terms', 'users');
PRAGMA writable_schema = RESET;

-- A sequence begins with the first row that is inserted: until then, the last one could be deleted and its id given again.
-- A restore may have set some already.
CREATE TABLE greatest_ids (name TEXT NOT NULL, id INTEGER);
INSERT INTO greatest_ids
SELECT 'authors', MAX(id) FROM authors UNION ALL SELECT 'blocks', MAX(id) FROM blocks
UNION ALL SELECT 'comments', MAX(id) FROM comments UNION ALL SELECT 'media', MAX(id) FROM media
UNION ALL SELECT 'media_files', MAX(id) FROM media_files UNION ALL SELECT 'menu_items', MAX(id) FROM menu_items
UNION ALL SELECT 'posts', MAX(id) FROM posts UNION ALL SELECT 'revisions', MAX(id) FROM revisions
UNION ALL SELECT 'terms', MAX(id) FROM terms UNION ALL SELECT 'users', MAX(id) FROM users;
INSERT INTO sqlite_sequence (name, seq)
SELECT g.name, g.id FROM greatest_ids g
WHERE g.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sqlite_sequence s WHERE s.name = g.name);
DROP TABLE greatest_ids;

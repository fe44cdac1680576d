-- The queue of comments is searched by names, addresses and words.

-- All of these without marks and capitals; null: not folded yet, or changed since, which the server mends before it
-- searches.
ALTER TABLE comments ADD COLUMN folded TEXT;

CREATE INDEX comments_unfolded ON comments (id) WHERE folded IS NULL;

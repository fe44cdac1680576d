-- What exports say of posts and comments beside their text.

-- The address that search engines are to name for the post, if it is another one: a web address or a path. May be empty.
ALTER TABLE posts ADD COLUMN canonical TEXT NOT NULL DEFAULT '';

-- A mention is a pingback or trackback: another site that links to the post. It does not count as a comment.
ALTER TABLE comments ADD COLUMN kind TEXT NOT NULL DEFAULT 'comment' CHECK (kind IN ('comment', 'mention'));

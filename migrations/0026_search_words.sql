-- What a word is has changed (scripts without spaces, invisible characters, numbers in groups, emoji): the server indexes
-- everything again when it starts. Until then, the old words are found.
INSERT INTO search_waiting_posts
SELECT id FROM posts WHERE status = 'published' ON CONFLICT DO NOTHING;

INSERT INTO search_waiting_comments
SELECT c.id FROM comments c JOIN posts p ON p.id = c.post_id
WHERE c.status = 'published' AND p.status = 'published' ON CONFLICT DO NOTHING;

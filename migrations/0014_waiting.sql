-- What readers may find and the search index does not have yet: an import leaves it here, and the server takes it up
-- beside its other work.
CREATE TABLE search_waiting_posts (id INTEGER PRIMARY KEY);
CREATE TABLE search_waiting_comments (id INTEGER PRIMARY KEY);

-- What was there before there was a search.
INSERT INTO search_waiting_posts
SELECT p.id FROM posts p
WHERE p.status = 'published' AND NOT EXISTS (SELECT 1 FROM search_places s WHERE s.post_id = p.id);

INSERT INTO search_waiting_comments
SELECT c.id FROM comments c JOIN posts p ON p.id = c.post_id
WHERE c.status = 'published' AND p.status = 'published'
AND NOT EXISTS (SELECT 1 FROM search_comments_docsize d WHERE d.id = c.id);

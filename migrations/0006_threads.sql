-- Discussions of any length: a page of one is a walk along an index, in reading order.

-- Where a comment stands among those of its post: the key of each comment that it answers, the first one first, and its
-- own. A key is the time and the id in digits of a fixed number, so that keys sort as the times do. What is deeper than
-- five keys answers in the order of time, which keeps places short. A place never changes.
ALTER TABLE comments ADD COLUMN place TEXT NOT NULL DEFAULT '';

-- For making places, and for deleting a comment that others answer.
CREATE INDEX comments_of_parent ON comments (parent_id) WHERE parent_id IS NOT NULL;

WITH RECURSIVE placed (id, place) AS (
    SELECT c.id, printf('%011x%08x', MAX(c.created_at, 0), c.id) FROM comments c WHERE c.parent_id IS NULL
    UNION ALL
    SELECT c.id, substr(p.place, 1, 76) || printf('%011x%08x', MAX(c.created_at, 0), c.id)
    FROM placed p JOIN comments c ON c.parent_id = p.id
)
UPDATE comments SET place = placed.place FROM placed WHERE placed.id = comments.id;

-- A trigger, so that no way in can forget it.
CREATE TRIGGER comments_placed AFTER INSERT ON comments BEGIN
    UPDATE comments SET place =
        substr(COALESCE((SELECT p.place FROM comments p WHERE p.id = NEW.parent_id), ''), 1, 76)
        || printf('%011x%08x', MAX(NEW.created_at, 0), NEW.id)
    WHERE id = NEW.id;
END;

CREATE INDEX comments_in_order ON comments (post_id, status, place);

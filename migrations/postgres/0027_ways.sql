-- Menus of two levels in three places, what readers see of authors, and posts related to others.

ALTER TABLE menu_items ADD COLUMN place TEXT COLLATE "C" NOT NULL DEFAULT 'header'
    CHECK (place IN ('header', 'footer', 'topics'));
-- An item of level 1 is below the last one of level 0 before it.
ALTER TABLE menu_items ADD COLUMN level BIGINT NOT NULL DEFAULT 0 CHECK (level IN (0, 1));

-- Such as `Phóng viên`.
ALTER TABLE authors ADD COLUMN role TEXT COLLATE "C" NOT NULL DEFAULT '';
-- The address of a picture.
ALTER TABLE authors ADD COLUMN portrait TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Addresses of their pages elsewhere, one per line.
ALTER TABLE authors ADD COLUMN links TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Computed when a post is indexed, never when it is read. Position 0 is the closest. More than are shown, since those that
-- are not published any more are left out when they are read.
CREATE TABLE related_posts (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE DEFERRABLE,
    position BIGINT NOT NULL,
    related_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE DEFERRABLE,
    PRIMARY KEY (post_id, position)
);

CREATE INDEX related_posts_of ON related_posts (related_id);

-- Posts whose related posts are to be computed. Not a reference: a post may be gone by then.
CREATE TABLE related_backlog (id BIGINT PRIMARY KEY);

INSERT INTO related_backlog SELECT id FROM posts WHERE kind = 'post' AND status = 'published';

-- Archives by date have pages of their own now.
DELETE FROM redirects WHERE target = '/' AND path ~ '^/[0-9]{4}(/[0-9]{2})?$';

-- Only the page of the post shows them.
CREATE FUNCTION changes_related() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written) THEN
        INSERT INTO changes (version, post)
        SELECT DISTINCT written_version(), w.post_id FROM written w ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER changes_related_added AFTER INSERT ON related_posts REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_related();
CREATE TRIGGER changes_related_removed AFTER DELETE ON related_posts REFERENCING OLD TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_related();

-- Portraits and pictures of categories have a focal point, too. Those in posts are stored with them.
CREATE TRIGGER changes_media_focus AFTER UPDATE OF focus_x, focus_y ON media FOR EACH ROW
WHEN (OLD.focus_x IS DISTINCT FROM NEW.focus_x OR OLD.focus_y IS DISTINCT FROM NEW.focus_y)
EXECUTE FUNCTION changes_term();

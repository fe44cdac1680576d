-- Menus of two levels in three places, what readers see of authors, and posts related to others.

ALTER TABLE menu_items ADD COLUMN place TEXT NOT NULL DEFAULT 'header' CHECK (place IN ('header', 'footer', 'topics'));
-- An item of level 1 is below the last one of level 0 before it.
ALTER TABLE menu_items ADD COLUMN level INTEGER NOT NULL DEFAULT 0 CHECK (level IN (0, 1));

-- Such as `Phóng viên`.
ALTER TABLE authors ADD COLUMN role TEXT NOT NULL DEFAULT '';
-- The address of a picture.
ALTER TABLE authors ADD COLUMN portrait TEXT NOT NULL DEFAULT '';
-- Addresses of their pages elsewhere, one per line.
ALTER TABLE authors ADD COLUMN links TEXT NOT NULL DEFAULT '';

-- Computed when a post is indexed, never when it is read. Position 0 is the closest. More than are shown, since those that
-- are not published any more are left out when they are read.
CREATE TABLE related_posts (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    related_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;

CREATE INDEX related_posts_of ON related_posts (related_id);

-- Posts whose related posts are to be computed. Not a reference: a post may be gone by then.
CREATE TABLE related_backlog (id INTEGER PRIMARY KEY);

INSERT INTO related_backlog SELECT id FROM posts WHERE kind = 'post' AND status = 'published';

-- Archives by date have pages of their own now.
DELETE FROM redirects WHERE target = '/'
    AND (path GLOB '/[0-9][0-9][0-9][0-9]' OR path GLOB '/[0-9][0-9][0-9][0-9]/[0-9][0-9]');

-- The sections of the front page, in their order. Without any, the site arranges them by itself.
CREATE TABLE front_sections (
    position BIGINT PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL
        CHECK (kind IN ('lead', 'term', 'most_read', 'most_discussed', 'latest', 'opinion', 'gallery', 'text')),
    layout TEXT COLLATE "C" NOT NULL CHECK (layout IN ('story', 'grid', 'list', 'headlines')),
    choice TEXT COLLATE "C" NOT NULL CHECK (choice IN ('newest', 'pinned', 'picked')),
    heading TEXT COLLATE "C" NOT NULL,
    -- The path of a category or tag; empty: all posts.
    source TEXT COLLATE "C" NOT NULL,
    -- The slugs of picked posts, one a line.
    posts TEXT COLLATE "C" NOT NULL,
    post_count BIGINT NOT NULL,
    has_link BOOLEAN NOT NULL,
    may_repeat BOOLEAN NOT NULL,
    -- As written, and the sanitized HTML made of it.
    text TEXT COLLATE "C" NOT NULL,
    text_html TEXT COLLATE "C" NOT NULL
);

-- A site that exists keeps its front page, the list of all posts, until somebody arranges another.
INSERT INTO front_sections (position, kind, layout, choice, heading, source, posts, post_count, has_link, may_repeat, text, text_html)
SELECT 0, 'latest', 'story', 'newest', '', '', '', 0, TRUE, FALSE, '', '' WHERE EXISTS (SELECT 1 FROM posts);

CREATE TRIGGER changes_front_section_added AFTER INSERT ON front_sections REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_everything();
CREATE TRIGGER changes_front_section_changed AFTER UPDATE ON front_sections REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_everything();
CREATE TRIGGER changes_front_section_removed AFTER DELETE ON front_sections REFERENCING OLD TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_everything();

-- How often posts were read, by day since 1970-01-01 (UTC). Nothing about who has read them.
CREATE TABLE post_reads (
    day BIGINT NOT NULL,
    post_id BIGINT NOT NULL,
    reads BIGINT NOT NULL,
    PRIMARY KEY (day, post_id)
);

-- A category's colour (a name of the palette, empty: none), its picture, and whether its page has sections.
ALTER TABLE terms ADD COLUMN color TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE terms ADD COLUMN image_src TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE terms ADD COLUMN has_front_page BOOLEAN NOT NULL DEFAULT FALSE;

-- Which posts and categories have changed (`store::change_tracking::StoreChange`), below what means everything (0) and the
-- settings (-1), so that older versions take them as everything: -3p, the content of post p; -3p-1, that it is published,
-- and when; -3t-2, which posts term t has.
CREATE OR REPLACE FUNCTION changes_posts() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    own_version BIGINT;
BEGIN
    IF EXISTS (SELECT 1 FROM written w WHERE w.status = 'published') THEN
        own_version := written_version();
        INSERT INTO changes (version, post)
        SELECT DISTINCT own_version, CASE w.kind WHEN 'post' THEN -3 * w.id - 1 ELSE 0 END
        FROM written w WHERE w.status = 'published' ON CONFLICT DO NOTHING;
        INSERT INTO unindexed_posts (id, version)
        SELECT w.id, own_version FROM written w WHERE w.status = 'published'
        ON CONFLICT (id) DO UPDATE SET version = excluded.version;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION changes_post() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (version, post)
    SELECT written_version(), CASE
        WHEN NEW.kind <> 'post' OR OLD.kind <> 'post' THEN 0
        WHEN OLD.status <> NEW.status OR OLD.published_at IS DISTINCT FROM NEW.published_at
            OR OLD.pinned_at IS DISTINCT FROM NEW.pinned_at THEN -3 * NEW.id - 1
        ELSE -3 * NEW.id
    END ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

-- The terms of posts that are not published are not shown.
CREATE FUNCTION changes_post_terms() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written w WHERE w.published_at IS NOT NULL) THEN
        INSERT INTO changes (version, post)
        SELECT DISTINCT written_version(), -3 * w.term_id - 2 FROM written w WHERE w.published_at IS NOT NULL
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER changes_post_term_added ON post_terms;
DROP TRIGGER changes_post_term_changed ON post_terms;
DROP TRIGGER changes_post_term_removed ON post_terms;
CREATE TRIGGER changes_post_term_added AFTER INSERT ON post_terms REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_post_terms();
CREATE TRIGGER changes_post_term_removed AFTER DELETE ON post_terms REFERENCING OLD TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION changes_post_terms();
CREATE FUNCTION changes_post_term() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (version, post) VALUES (written_version(), -3 * NEW.term_id - 2) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER changes_post_term_changed AFTER UPDATE ON post_terms
FOR EACH ROW WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION changes_post_term();

-- The number of a term's posts is only in lists of terms. Whether it has any decides where it is shown.
CREATE FUNCTION changes_term_counted() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (version, post)
    SELECT written_version(), CASE WHEN (OLD.post_count > 0) = (NEW.post_count > 0) THEN -3 * NEW.id - 2 ELSE 0 END
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
DROP TRIGGER changes_term_changed ON terms;
CREATE TRIGGER changes_term_counted AFTER UPDATE OF post_count ON terms
FOR EACH ROW WHEN (OLD.post_count <> NEW.post_count) EXECUTE FUNCTION changes_term_counted();
CREATE FUNCTION changes_term() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (version, post) VALUES (written_version(), 0) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER changes_term_changed
AFTER UPDATE OF slug, name, description, description_html, parent_id, position, color, image_src, has_front_page ON terms
FOR EACH ROW EXECUTE FUNCTION changes_term();

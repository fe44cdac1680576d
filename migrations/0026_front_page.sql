-- The sections of the front page, in their order. Without any, the site arranges them by itself.
CREATE TABLE front_sections (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL
        CHECK (kind IN ('lead', 'term', 'most_read', 'most_discussed', 'latest', 'opinion', 'gallery', 'text')),
    layout TEXT NOT NULL CHECK (layout IN ('story', 'grid', 'list', 'headlines')),
    choice TEXT NOT NULL CHECK (choice IN ('newest', 'pinned', 'picked')),
    heading TEXT NOT NULL,
    -- The path of a category or tag; empty: all posts.
    source TEXT NOT NULL,
    -- The slugs of picked posts, one a line.
    posts TEXT NOT NULL,
    post_count INTEGER NOT NULL,
    has_link INTEGER NOT NULL CHECK (has_link IN (0, 1)),
    may_repeat INTEGER NOT NULL CHECK (may_repeat IN (0, 1)),
    -- As written, and the sanitized HTML made of it.
    text TEXT NOT NULL,
    text_html TEXT NOT NULL
);

-- A site that exists keeps its front page, the list of all posts, until somebody arranges another.
INSERT INTO front_sections (position, kind, layout, choice, heading, source, posts, post_count, has_link, may_repeat, text, text_html)
SELECT 0, 'latest', 'story', 'newest', '', '', '', 0, 1, 0, '', '' WHERE EXISTS (SELECT 1 FROM posts);

-- How often posts were read, by day since 1970-01-01 (UTC). Nothing about who has read them.
CREATE TABLE post_reads (
    day INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    reads INTEGER NOT NULL,
    PRIMARY KEY (day, post_id)
) WITHOUT ROWID;

-- A category's colour (a name of the palette, empty: none), its picture, and whether its page has sections.
ALTER TABLE terms ADD COLUMN color TEXT NOT NULL DEFAULT '';
ALTER TABLE terms ADD COLUMN image_src TEXT NOT NULL DEFAULT '';
ALTER TABLE terms ADD COLUMN has_front_page INTEGER NOT NULL DEFAULT 0 CHECK (has_front_page IN (0, 1));

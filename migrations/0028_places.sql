-- What administrators place on readers' pages: placements in slots, and code; posts that search engines leave out.

-- Whether search engines, sitemaps and feeds leave the post out.
ALTER TABLE posts ADD COLUMN noindex INTEGER NOT NULL DEFAULT 0 CHECK (noindex IN (0, 1));

CREATE TABLE placements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- For administrators; readers do not see it.
    name TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    slot TEXT NOT NULL
        CHECK (slot IN ('below_header', 'sidebar_top', 'sidebar_bottom', 'in_text', 'after_text', 'between_posts')),
    -- After which paragraph or post; 0 in other slots.
    position INTEGER NOT NULL,
    -- The kinds of pages, separated by spaces.
    pages TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('everywhere', 'category')),
    -- With its subcategories. Null if it was deleted: then the placement is shown nowhere.
    category_id INTEGER REFERENCES terms (id) ON DELETE SET NULL,
    -- How often it is shown, relative to others in the same slot.
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
    -- Unix milliseconds. Null: without limit.
    starts_at INTEGER,
    ends_at INTEGER,
    -- Shown above it, such as "Advertisement"; empty: nothing is.
    label TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'html', 'banner')),
    -- Markdown or HTML as written; and what is served.
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    -- The picture of a banner, the text that says what it shows, and where it leads.
    media_id INTEGER REFERENCES media (id) ON DELETE SET NULL,
    alt TEXT NOT NULL,
    link TEXT NOT NULL
);

CREATE INDEX placements_of_category ON placements (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX placements_of_media ON placements (media_id) WHERE media_id IS NOT NULL;

-- Code of other services.
CREATE TABLE snippets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    -- Where in the document.
    place TEXT NOT NULL CHECK (place IN ('head', 'body')),
    -- The kinds of pages, separated by spaces.
    pages TEXT NOT NULL,
    -- Whether it runs only for readers who agree.
    consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
    source TEXT NOT NULL,
    -- The hosts that it may use, one per line: for scripts, connections and frames.
    script_hosts TEXT NOT NULL,
    connect_hosts TEXT NOT NULL,
    frame_hosts TEXT NOT NULL
);

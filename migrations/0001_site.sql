-- The whole site. Times are integers: milliseconds since 1970 in UTC. A status is a text with a closed set of
-- values; a fact that happened or not is a nullable time. The SQL keeps to what SQLite and PostgreSQL both speak.

CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- As written, and the sanitized HTML made of it.
    biography TEXT NOT NULL DEFAULT '',
    biography_html TEXT NOT NULL DEFAULT '',
    -- Never shown.
    email TEXT NOT NULL DEFAULT ''
);

-- Posts and pages: pages are posts without a place in time.
CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('post', 'page')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'private', 'protected', 'trash')),
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    -- As written or imported, never changed by us; and what is served.
    source TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('markdown', 'html')),
    html TEXT NOT NULL,
    -- Plain text for lists: the standfirst, or the beginning of the body where none was written.
    excerpt TEXT NOT NULL,
    standfirst TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL,
    author_id INTEGER REFERENCES authors (id),
    image_src TEXT NOT NULL DEFAULT '',
    image_alt TEXT NOT NULL DEFAULT '',
    image_caption TEXT NOT NULL DEFAULT '',
    comments TEXT NOT NULL CHECK (comments IN ('open', 'closed')),
    -- Published comments: kept, not counted anew.
    comment_count INTEGER NOT NULL DEFAULT 0,
    -- Pages only: their place in the menu, which has those without a parent.
    menu_order INTEGER NOT NULL DEFAULT 0,
    parent_id INTEGER REFERENCES posts (id),
    pinned_at INTEGER,
    published_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    password TEXT,
    -- Where it came from, so that a second import knows it.
    guid TEXT UNIQUE,
    UNIQUE (kind, slug)
);

-- The order of every listing; the id settles ties, so that a cursor names one place.
CREATE INDEX posts_by_time ON posts (kind, status, published_at DESC, id DESC);
CREATE INDEX posts_by_author ON posts (author_id, status, published_at DESC, id DESC);
CREATE INDEX posts_pinned ON posts (pinned_at) WHERE pinned_at IS NOT NULL;

CREATE TABLE terms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('category', 'tag')),
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    description_html TEXT NOT NULL DEFAULT '',
    parent_id INTEGER REFERENCES terms (id),
    -- Published posts: kept, not counted anew.
    post_count INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, slug)
);

-- `published_at` repeats the post's when it is published, and is null otherwise: so that a page of a term is one
-- walk along an index, however many posts the term has.
CREATE TABLE post_terms (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    term_id INTEGER NOT NULL REFERENCES terms (id) ON DELETE CASCADE,
    published_at INTEGER,
    PRIMARY KEY (post_id, term_id)
);

CREATE INDEX post_terms_by_time ON post_terms (term_id, published_at DESC, post_id DESC);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES comments (id),
    author_id INTEGER REFERENCES authors (id),
    name TEXT NOT NULL,
    -- Never shown.
    email TEXT NOT NULL,
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'published', 'spam', 'trash')),
    created_at INTEGER NOT NULL,
    -- Where it was sent from; null for imported ones without.
    address TEXT,
    -- Imported: the old identity. Sent here: a digest of place, person and words, so that a retry adds nothing.
    guid TEXT NOT NULL UNIQUE
);

CREATE INDEX comments_of_post ON comments (post_id, status, created_at, id);
CREATE INDEX comments_by_email ON comments (email, status);
CREATE INDEX comments_by_status ON comments (status, created_at DESC, id DESC);

-- Old addresses: a path with its query, as it was asked for, and the path that answers now.
CREATE TABLE redirects (
    path TEXT PRIMARY KEY,
    target TEXT NOT NULL
) WITHOUT ROWID;

-- What the site remembers about itself, such as the key that signs its tokens.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

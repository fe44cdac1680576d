-- Writing, moderating and managing in the browser: who may, what they keep, what they have taught.

-- Who may log in. What readers see of a person is their author profile.
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    -- Lower case.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'editor', 'author')),
    -- Argon2id in PHC form; null for those who have not set one.
    password_hash TEXT,
    author_id INTEGER REFERENCES authors (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER
);

CREATE INDEX users_by_author ON users (author_id);

-- The browser holds a random token, the database its SHA-256: who reads the database cannot log in with it.
CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (user_id, seen_at DESC);

-- WebAuthn credentials; `credential` is what the library keeps of them, as JSON.
CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    credential TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) WITHOUT ROWID;

CREATE INDEX passkeys_of_user ON passkeys (user_id);

CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    PRIMARY KEY (user_id, hash)
) WITHOUT ROWID;

-- Counts the saves: who saves over another's version is told.
ALTER TABLE posts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- For search engines; empty: title and excerpt.
ALTER TABLE posts ADD COLUMN seo_title TEXT NOT NULL DEFAULT '';
ALTER TABLE posts ADD COLUMN seo_description TEXT NOT NULL DEFAULT '';
-- The status that restoring from the trash gives back.
ALTER TABLE posts ADD COLUMN trashed_from TEXT;
ALTER TABLE posts ADD COLUMN trashed_at INTEGER;

CREATE INDEX posts_by_change ON posts (kind, updated_at DESC, id DESC);
CREATE INDEX posts_scheduled ON posts (published_at) WHERE status = 'scheduled';

-- Every save of a post, whole. An autosave makes way for the next one of the same person.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('save', 'autosave')),
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    saved_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    format TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    UNIQUE (post_id, version)
);

-- Pictures: what they are. Their files are beside, so that listing them reads no pixels.
CREATE TABLE media (
    id INTEGER PRIMARY KEY,
    -- SHA-256 of what was sent: the same picture is kept once.
    digest TEXT NOT NULL UNIQUE,
    -- Of the main file; also the end of its address.
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- Bytes of all files.
    size INTEGER NOT NULL,
    alt TEXT NOT NULL DEFAULT '',
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX media_by_time ON media (created_at DESC, id DESC);

-- The main file and the narrower ones made from it.
CREATE TABLE media_files (
    id INTEGER PRIMARY KEY,
    media_id INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (media_id, name)
);

-- Which posts show which pictures.
CREATE TABLE post_media (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    media_id INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, media_id)
) WITHOUT ROWID;

CREATE INDEX post_media_of_media ON post_media (media_id);

-- The menu, when somebody has made one; else it is made of pages and categories.
CREATE TABLE menu_items (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- A path of the site, or an address elsewhere.
    target TEXT NOT NULL
);

-- 0 (surely wanted) to 100 (surely spam) on arrival, and why, as JSON; null for those never weighed.
ALTER TABLE comments ADD COLUMN score INTEGER;
ALTER TABLE comments ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
-- What the filter has learned from this comment, so that it can be unlearned.
ALTER TABLE comments ADD COLUMN taught TEXT CHECK (taught IN ('spam', 'ham'));
ALTER TABLE comments ADD COLUMN edited_at INTEGER;
-- The status that restoring from the trash gives back.
ALTER TABLE comments ADD COLUMN trashed_from TEXT;

-- In how many comments of each kind a token stood. The token '' counts the comments.
CREATE TABLE spam_tokens (
    token TEXT PRIMARY KEY,
    spam INTEGER NOT NULL DEFAULT 0,
    ham INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'email', 'word', 'host')),
    pattern TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (kind, pattern)
);

-- Lists of those who write: in one order, and searched without reading bodies.

-- By publication; what has none, by its last change.
ALTER TABLE posts ADD COLUMN listed_at INTEGER GENERATED ALWAYS AS
    (CASE WHEN status IN ('published', 'scheduled') THEN COALESCE(published_at, updated_at) ELSE updated_at END) VIRTUAL;

-- The title without marks and capitals; null: not folded yet, which the server does when it starts.
ALTER TABLE posts ADD COLUMN title_folded TEXT;

-- A search walks along this index and reads only the posts it finds.
CREATE INDEX posts_listed ON posts (kind, listed_at DESC, id DESC, status, title_folded);

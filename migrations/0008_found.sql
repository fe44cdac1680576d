-- Found by programs: sitemaps, and addresses that show nothing.

-- A sitemap's index is one walk along this, without reading a post.
CREATE INDEX posts_in_sitemap ON posts (kind, status, id, updated_at);

-- From now on a redirect without a target says that what was at its path is gone for good (RFC 9110, section 15.5.11).

-- Paths that were asked for and showed nothing. Bounded: the least asked for go.
CREATE TABLE missing (
    path TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Growth: what a page or a list reads costs the same, however much there is.

-- The planner knows nothing of how much there is, so each walk has an index of its own that no other looks better than.
DROP INDEX posts_pinned;
CREATE INDEX posts_pinned ON posts (kind, status, pinned_at DESC, id DESC) WHERE pinned_at IS NOT NULL;
DROP INDEX posts_scheduled;
CREATE INDEX posts_scheduled ON posts (published_at, id, author_id) WHERE status = 'scheduled';
-- Empty as soon as the server has folded all titles.
CREATE INDEX posts_unfolded ON posts (id) WHERE title_folded IS NULL;

-- Lists of those who write: of one status, and of one author.
CREATE INDEX posts_listed_by_status ON posts (kind, status, listed_at DESC, id DESC);
CREATE INDEX posts_listed_by_author ON posts (author_id, kind, listed_at DESC, id DESC, status);

-- What stands below something is looked for whenever that is deleted.
CREATE INDEX posts_by_parent ON posts (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX terms_by_parent ON terms (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_by_author ON comments (author_id) WHERE author_id IS NOT NULL;

-- How many there are: kept, not counted anew. `author_id` is that of the post, -1 where it has none. Kept by triggers, so
-- that no way in or out can forget it.
CREATE TABLE post_counts (
    kind TEXT NOT NULL,
    author_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, author_id, status)
) WITHOUT ROWID;

CREATE TABLE comment_counts (
    author_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (author_id, status)
) WITHOUT ROWID;

INSERT INTO post_counts
SELECT kind, COALESCE(author_id, -1), status, COUNT(*) FROM posts GROUP BY kind, COALESCE(author_id, -1), status;

INSERT INTO comment_counts
SELECT COALESCE(p.author_id, -1), c.status, COUNT(*) FROM comments c JOIN posts p ON p.id = c.post_id
GROUP BY COALESCE(p.author_id, -1), c.status;

CREATE TRIGGER post_counts_grow AFTER INSERT ON posts BEGIN
    INSERT INTO post_counts VALUES (NEW.kind, COALESCE(NEW.author_id, -1), NEW.status, 1)
    ON CONFLICT (kind, author_id, status) DO UPDATE SET count = count + 1;
END;

-- Before: the comments go after the post, and then nobody knows any more whose it was.
CREATE TRIGGER post_counts_shrink BEFORE DELETE ON posts BEGIN
    UPDATE post_counts SET count = count - 1
    WHERE kind = OLD.kind AND author_id = COALESCE(OLD.author_id, -1) AND status = OLD.status;
    UPDATE comment_counts
    SET count = count - (SELECT COUNT(*) FROM comments c WHERE c.post_id = OLD.id AND c.status = comment_counts.status)
    WHERE author_id = COALESCE(OLD.author_id, -1);
END;

CREATE TRIGGER post_counts_move AFTER UPDATE OF kind, author_id, status ON posts
WHEN OLD.kind <> NEW.kind OR OLD.status <> NEW.status OR OLD.author_id IS NOT NEW.author_id BEGIN
    UPDATE post_counts SET count = count - 1
    WHERE kind = OLD.kind AND author_id = COALESCE(OLD.author_id, -1) AND status = OLD.status;
    INSERT INTO post_counts VALUES (NEW.kind, COALESCE(NEW.author_id, -1), NEW.status, 1)
    ON CONFLICT (kind, author_id, status) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER comment_counts_follow AFTER UPDATE OF author_id ON posts
WHEN OLD.author_id IS NOT NEW.author_id BEGIN
    UPDATE comment_counts
    SET count = count - (SELECT COUNT(*) FROM comments c WHERE c.post_id = NEW.id AND c.status = comment_counts.status)
    WHERE author_id = COALESCE(OLD.author_id, -1);
    INSERT INTO comment_counts
    SELECT COALESCE(NEW.author_id, -1), c.status, COUNT(*) FROM comments c WHERE c.post_id = NEW.id GROUP BY c.status
    ON CONFLICT (author_id, status) DO UPDATE SET count = count + excluded.count;
END;

CREATE TRIGGER comment_counts_grow AFTER INSERT ON comments BEGIN
    INSERT INTO comment_counts SELECT COALESCE(p.author_id, -1), NEW.status, 1 FROM posts p WHERE p.id = NEW.post_id
    ON CONFLICT (author_id, status) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER comment_counts_shrink AFTER DELETE ON comments BEGIN
    UPDATE comment_counts SET count = count - 1
    WHERE status = OLD.status AND author_id = (SELECT COALESCE(p.author_id, -1) FROM posts p WHERE p.id = OLD.post_id);
END;

CREATE TRIGGER comment_counts_move AFTER UPDATE OF status, post_id ON comments
WHEN OLD.status <> NEW.status OR OLD.post_id <> NEW.post_id BEGIN
    UPDATE comment_counts SET count = count - 1
    WHERE status = OLD.status AND author_id = (SELECT COALESCE(p.author_id, -1) FROM posts p WHERE p.id = OLD.post_id);
    INSERT INTO comment_counts SELECT COALESCE(p.author_id, -1), NEW.status, 1 FROM posts p WHERE p.id = NEW.post_id
    ON CONFLICT (author_id, status) DO UPDATE SET count = count + 1;
END;

-- Mail that waits to be sent. A row is written in the transaction of what causes it, and deleted when the server has
-- taken the mail. What it says is composed when it is sent, from `content` and what the database has then, so that no
-- row holds a password link.
CREATE TABLE mails (
    -- Not used again, since the Message-ID is made of it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL,
    -- JSON of `mail::content::MailContent`.
    content TEXT NOT NULL,
    -- Mail with the same topic waits only once. Null: any number.
    topic TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    -- When it is tried next. Null: it was given up.
    due_at INTEGER,
    -- From when on it is not tried any more.
    expires_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- What the server said last; empty at first.
    error TEXT NOT NULL DEFAULT ''
);

CREATE INDEX mails_due ON mails (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX mails_given_up ON mails (expires_at) WHERE due_at IS NULL;

-- Which process sends mail, and until when no other does. One row.
CREATE TABLE mail_sender (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
);
INSERT INTO mail_sender (one, holder, until) VALUES (1, '', 0);

-- What each user wants to be told by mail: 'never', 'at_once' or 'daily', and up to which comment they have been told.
ALTER TABLE users ADD COLUMN comment_notices TEXT NOT NULL DEFAULT 'never';
ALTER TABLE users ADD COLUMN told_comment INTEGER NOT NULL DEFAULT 0;
-- When that was.
ALTER TABLE users ADD COLUMN told_at INTEGER NOT NULL DEFAULT 0;

-- Readers who want to be told by mail of replies to their comment.
CREATE TABLE reply_subscriptions (
    -- Not used again, since links in mails name it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id INTEGER NOT NULL UNIQUE REFERENCES comments (id) ON DELETE CASCADE,
    -- In lower case.
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- When the owner of the address was asked by mail, and when they said yes. Null: not yet.
    asked_at INTEGER,
    confirmed_at INTEGER
);

CREATE INDEX reply_subscriptions_by_email ON reply_subscriptions (email, created_at);
CREATE INDEX reply_subscriptions_unconfirmed ON reply_subscriptions (created_at) WHERE confirmed_at IS NULL;

-- Replies that were published, until the subscribers have mail about them.
CREATE TABLE published_replies (
    comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE
);

-- In triggers, so that no way to publish a comment can forget it.
CREATE TRIGGER reply_added AFTER INSERT ON comments
WHEN NEW.status = 'published' AND NEW.parent_id IS NOT NULL
BEGIN
    INSERT INTO published_replies (comment_id)
    SELECT NEW.id WHERE EXISTS (SELECT 1 FROM reply_subscriptions WHERE comment_id = NEW.parent_id);
END;
CREATE TRIGGER reply_published AFTER UPDATE OF status ON comments
WHEN NEW.status = 'published' AND OLD.status <> 'published' AND NEW.parent_id IS NOT NULL
BEGIN
    INSERT INTO published_replies (comment_id)
    SELECT NEW.id WHERE EXISTS (SELECT 1 FROM reply_subscriptions WHERE comment_id = NEW.parent_id)
    AND NOT EXISTS (SELECT 1 FROM published_replies WHERE comment_id = NEW.id);
END;

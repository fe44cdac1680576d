-- Grows with every change of what lets a user in: a link or token that was signed before the change counts no more.
ALTER TABLE users ADD COLUMN credentials_version INTEGER NOT NULL DEFAULT 0;

-- When whoever uses the session last showed password, passkey or recovery code. 0: before this was kept.
ALTER TABLE sessions ADD COLUMN authenticated_at INTEGER NOT NULL DEFAULT 0;

-- What has happened to what lets a user in, for them to see. The newest of each user are kept.
CREATE TABLE account_events (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- What it was about: the name of a passkey, an email address.
    detail TEXT NOT NULL,
    -- From where, and with what (`User-Agent`); empty for the command line.
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX account_events_of_user ON account_events (user_id, id DESC);

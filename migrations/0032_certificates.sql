-- HTTPS without a proxy: certificates, and what getting them needs. No page shows any of it, so nothing is tracked.

-- The account at a certificate authority, with its private key.
CREATE TABLE acme_accounts (
    -- The address of the authority's directory.
    directory TEXT PRIMARY KEY,
    -- JSON.
    credentials TEXT NOT NULL
) WITHOUT ROWID;

-- One row for each set of domains, from the first attempt on.
CREATE TABLE certificates (
    directory TEXT NOT NULL,
    -- Sorted, separated by spaces.
    domains TEXT NOT NULL,
    -- The certificate and those of its issuers, and its private key (PEM). Null: none has been issued yet.
    chain TEXT,
    private_key TEXT,
    -- When the certificate is valid (Unix milliseconds).
    issued_at INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER NOT NULL DEFAULT 0,
    -- Until then, one node is getting a certificate, and the others leave it to that one.
    leased_until INTEGER NOT NULL DEFAULT 0,
    -- Attempts in a row that have failed, when and why the last one did, and when the next may be made.
    failures INTEGER NOT NULL DEFAULT 0,
    failed_at INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (directory, domains)
) WITHOUT ROWID;

-- Answers to the authority's questions over HTTP (RFC 8555, section 8.3), for as long as it may ask.
CREATE TABLE acme_challenges (
    token TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

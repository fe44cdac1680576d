-- Imports that were begun in the admin. The files are on the disk of the node that received them, which runs the import.
CREATE TABLE import_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    status TEXT NOT NULL CHECK (status IN ('checking', 'checked', 'importing', 'finished', 'failed', 'undone')),
    -- The names of the files, as JSON.
    files TEXT NOT NULL,
    -- The folder of the files, beside the database of its node.
    folder TEXT NOT NULL,
    -- What was chosen, as JSON.
    choices TEXT NOT NULL,
    -- Counts the checks and imports that were asked for, so that the node notices the next one.
    request INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    -- When the node last said that it has the files. Only PostgreSQL has several nodes.
    seen_at INTEGER,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    -- Why it failed.
    error TEXT NOT NULL DEFAULT '',
    -- As JSON; empty before the first check.
    report TEXT NOT NULL DEFAULT '',
    -- The greatest ID in the library before the import.
    media_before INTEGER,
    -- The IDs and settings that came with it, as JSON.
    brought TEXT NOT NULL DEFAULT ''
);

-- The old addresses that came with an import.
CREATE TABLE import_redirects (
    run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    PRIMARY KEY (run_id, path)
) WITHOUT ROWID;

-- The website that a commenter named. Shown only if the settings allow it.
ALTER TABLE comments ADD COLUMN website TEXT NOT NULL DEFAULT '';

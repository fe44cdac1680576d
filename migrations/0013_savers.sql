-- Who saved a version, by name, where they have no account here, or none any more: archives bring names and no accounts.
ALTER TABLE revisions ADD COLUMN saved_by TEXT;

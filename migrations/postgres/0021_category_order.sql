-- Categories have an order of their own: lower numbers come first, equal ones by name.
ALTER TABLE terms ADD COLUMN position BIGINT NOT NULL DEFAULT 0;

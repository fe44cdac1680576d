-- How posts are written. `posts.format` has 'html' for what is written in the visual editor, and 'markdown'.

-- What a user's new posts are written in; null: what the site's setting says.
ALTER TABLE users ADD COLUMN body_format TEXT CHECK (body_format IN ('markdown', 'html'));

-- Full-text search. What is indexed are tokens that `store::search` makes: words with and without marks, beginnings,
-- pairs of words, each with a sign that says which. So `detail = none` will do, which keeps the index small and phrases fast, and the
-- texts themselves are not stored a second time.
CREATE VIRTUAL TABLE search_posts USING fts5 (
    tokens,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "ascii tokenchars '=@_+^'"
);

-- Comments: the row id is the comment's own.
CREATE VIRTUAL TABLE search_comments USING fts5 (
    tokens,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "ascii tokenchars '=@_+^'"
);

-- Where posts stand in the index: row ids grow with the time of publication, so that the newest are found first. Rows are
-- not deleted with their posts, but with what stands in the index.
CREATE TABLE search_places (
    place INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL UNIQUE,
    published_at INTEGER NOT NULL
);

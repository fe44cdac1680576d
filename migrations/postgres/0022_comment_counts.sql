-- Counts of comments by author: posts are looked up one by one. The planner does not know how many comments a statement
-- writes, and joined them with all posts: an import cost the square of its length, and 1,000 comments of 200,000 posts
-- as much as one. OFFSET 0 keeps the order of the steps; a plan is kept from when the table was small, when a scan of
-- all was cheaper than its index.

CREATE OR REPLACE FUNCTION comment_counts_grow() RETURNS TRIGGER LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO comment_counts AS known (author_id, status, count)
    SELECT COALESCE(p.author_id, -1), w.status, SUM(w.count)
    FROM (SELECT post_id, status, COUNT(*) AS count FROM written GROUP BY post_id, status OFFSET 0) w
    CROSS JOIN LATERAL (SELECT author_id FROM posts WHERE id = w.post_id OFFSET 0) p
    GROUP BY 1, 2
    ON CONFLICT (author_id, status) DO UPDATE SET count = known.count + excluded.count;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION comment_counts_shrink() RETURNS TRIGGER LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    UPDATE comment_counts known SET count = known.count - gone.count
    FROM (SELECT COALESCE(p.author_id, -1) AS author_id, w.status, SUM(w.count) AS count
          FROM (SELECT post_id, status, COUNT(*) AS count FROM written GROUP BY post_id, status OFFSET 0) w
          CROSS JOIN LATERAL (SELECT author_id FROM posts WHERE id = w.post_id OFFSET 0) p
          GROUP BY 1, 2) gone
    WHERE known.author_id = gone.author_id AND known.status = gone.status;
    RETURN NULL;
END
$$;

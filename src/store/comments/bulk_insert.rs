//! Bulk insertion of comments, for imports.

use std::collections::HashMap;

use super::NewComment;
use crate::store::sql::{Connection, QueryBuilder};

/// Maximum number of rows per statement.
const ROWS: usize = 128;

/// Adds the comments whose GUID is new, and returns their IDs by GUID. Comment counts are not updated.
pub async fn insert_new(connection: &mut Connection, comments: &[NewComment]) -> sqlx::Result<HashMap<String, i64>> {
    let mut ids = HashMap::with_capacity(comments.len());
    for comments in comments.chunks(ROWS) {
        let mut statement = QueryBuilder::new(
            "INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
                                   address, guid, website, kind) ",
        );
        statement.push_values(comments, |mut row, comment| {
            row.push_bind(comment.post_id).push_bind(comment.parent_id).push_bind(comment.author_id);
            row.push_bind(&comment.name).push_bind(&comment.email).push_bind(&comment.source).push_bind(&comment.html);
            row.push_bind(comment.status.as_str()).push_bind(comment.created_at).push_bind(&comment.address);
            row.push_bind(&comment.guid).push_bind(&comment.website).push_bind(comment.kind.as_str());
        });
        statement.push(" ON CONFLICT DO NOTHING RETURNING guid, id");
        // Statements with fewer rows are too rare to be cached.
        let is_usual = comments.len() == ROWS;
        let added: Vec<(String, i64)> =
            statement.build_query_as().persistent(is_usual).fetch_all(&mut *connection).await?;
        ids.extend(added);
    }
    Ok(ids)
}

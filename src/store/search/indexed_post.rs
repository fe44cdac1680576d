use sqlx::FromRow;

use super::tokens::{PostTexts, of_post};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};
use crate::text::plain_text::plain;

/// What the index needs of a post.
#[derive(FromRow)]
pub struct IndexedPost {
    title: String,
    standfirst: String,
    image_caption: String,
    html: String,
    /// When it was published.
    pub at: Milliseconds,
}

/// Reads a post. Returns `None` if it is not published, and so must not be found.
pub async fn read(connection: &mut Connection, id: i64) -> sqlx::Result<Option<IndexedPost>> {
    sql::query_as(
        "SELECT title, standfirst, image_caption, html, COALESCE(published_at, updated_at) AS at
         FROM posts WHERE id = $1 AND status = 'published'",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

impl IndexedPost {
    /// Returns the tokens to store, separated by spaces.
    pub fn tokens(&self) -> String {
        of_post(&PostTexts {
            title: &self.title,
            standfirst: &self.standfirst,
            caption: &self.image_caption,
            body: &plain(&self.html),
        })
    }
}

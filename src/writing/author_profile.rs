use sqlx::SqliteConnection;

use crate::model::error::Error;
use crate::model::user::User;
use crate::store::authors::{self, NewAuthor};
use crate::store::users;
use crate::text::slug::candidates;
use crate::text::slugify;

/// The author profile of a user; whoever has none gets one when they first write something.
pub async fn ensure(connection: &mut SqliteConnection, user: &User) -> Result<i64, Error> {
    if let Some(author) = user.author {
        return Ok(author);
    }
    // Who asks may have written in another tab meanwhile.
    if let Some(author) = users::find(connection, user.id).await?.and_then(|row| row.author_id) {
        return Ok(author);
    }
    let wanted = Some(slugify(&user.name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "author".to_owned());
    for slug in candidates(&wanted) {
        if authors::find(connection, &slug).await?.is_none() {
            let author = NewAuthor { slug, name: user.name.clone(), ..NewAuthor::default() };
            let id = authors::ensure(connection, &author).await?;
            users::set_author(connection, user.id, id).await?;
            return Ok(id);
        }
    }
    Err(Error::Internal)
}

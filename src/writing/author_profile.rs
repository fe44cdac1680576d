use crate::model::error::Error;
use crate::model::user::User;
use crate::store::authors::{self, NewAuthor};
use crate::store::sql::Connection;
use crate::store::users;
use crate::text::slug::candidates;
use crate::text::slugify;

/// Returns the author profile of a user and creates it if they have none, which is when they first save a post.
pub async fn ensure(connection: &mut Connection, user: &User) -> Result<i64, Error> {
    if let Some(author) = user.author {
        return Ok(author);
    }
    // The profile may have been created since `user` was read, by a save in another tab.
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

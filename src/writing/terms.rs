//! Categories and tags of a post that is saved.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use crate::i18n::admin::draft_errors::DraftErrorTexts;
use crate::model::Milliseconds;
use crate::model::error::{Error, Rejections};
use crate::model::term::TermKind;
use crate::store::posts::status;
use crate::store::terms::{self, NewTerm};

/// Refuses categories that are not there, or no more.
pub async fn check(
    connection: &mut SqliteConnection,
    categories: &[i64],
    texts: &DraftErrorTexts,
    errors: &mut Rejections,
) -> Result<(), Error> {
    for category in categories {
        if !terms::is_category(connection, *category).await? {
            errors.add("post-categories", texts.category_gone);
            break;
        }
    }
    Ok(())
}

/// Puts a post under these and no other terms, makes the tags that are new, and keeps the counts true. `at` is the time
/// the post has in listings; none while it is not published.
pub async fn place(
    connection: &mut SqliteConnection,
    post: i64,
    categories: &[i64],
    tags: &[NewTerm],
    at: Option<Milliseconds>,
) -> Result<(), Error> {
    let before = terms::list_of_post(connection, post, TermKind::Tag).await?;
    let mut touched: BTreeSet<i64> = before.iter().map(|(id, _)| *id).collect();
    let categories_before = terms::list_of_post(connection, post, TermKind::Category).await?;
    touched.extend(categories_before.into_iter().map(|(id, _)| id));
    let mut wanted: BTreeSet<i64> = categories.iter().copied().collect();
    for tag in tags {
        // Of two tags with one name, which an import may bring, the post keeps the one it has.
        let kept = before.iter().find(|(_, name)| *name == tag.name).map(|(id, _)| *id);
        let id = match kept {
            Some(id) => id,
            None => match terms::find_named(connection, TermKind::Tag, &tag.name).await? {
                Some(id) => id,
                None => terms::ensure(connection, tag).await?,
            },
        };
        wanted.insert(id);
    }
    let placed: Vec<i64> = wanted.iter().copied().collect();
    status::set_listing_terms(connection, post, &placed, at).await?;
    touched.extend(wanted);
    terms::recount_these(connection, &touched.into_iter().collect::<Vec<_>>()).await?;
    Ok(())
}

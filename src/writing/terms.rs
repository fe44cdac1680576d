//! Categories and tags of a post that is saved.

use std::collections::BTreeSet;

use crate::i18n::admin::draft_errors::DraftErrorTexts;
use crate::model::Milliseconds;
use crate::model::error::{Error, Rejections};
use crate::model::term::TermKind;
use crate::store::posts::status;
use crate::store::sql::Connection;
use crate::store::terms::{self, NewTerm};

/// Adds an error if a category does not exist.
pub async fn check(
    connection: &mut Connection,
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

/// Sets the terms of a post, creates new tags, and updates the counts. `at` is the publication time for listings;
/// `None` if the post is not published.
pub async fn place(
    connection: &mut Connection,
    post: i64,
    categories: &[i64],
    tags: &[NewTerm],
    at: Option<Milliseconds>,
) -> Result<(), Error> {
    let before = terms::list_of_post(connection, post, TermKind::Tag).await?;
    let mut wanted: BTreeSet<i64> = categories.iter().copied().collect();
    for tag in tags {
        // If several tags have the same name, as after an import, the post keeps the one it has.
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
    replace(connection, post, &wanted.into_iter().collect::<Vec<_>>(), at).await
}

/// Replaces the terms of a post by existing ones, and updates the counts. `at` is the publication time for listings;
/// `None` if the post is not published.
pub async fn replace(
    connection: &mut Connection,
    post: i64,
    wanted: &[i64],
    at: Option<Milliseconds>,
) -> Result<(), Error> {
    let mut touched: BTreeSet<i64> = wanted.iter().copied().collect();
    for kind in [TermKind::Category, TermKind::Tag] {
        let before = terms::list_of_post(connection, post, kind).await?;
        touched.extend(before.into_iter().map(|(id, _)| id));
    }
    status::set_listing_terms(connection, post, wanted, at).await?;
    terms::recount_these(connection, &touched.into_iter().collect::<Vec<_>>()).await?;
    Ok(())
}

//! Slugs: the typed one, or else one made from the title.

use crate::i18n::admin::draft_errors::DraftErrorTexts;
use crate::model::address::RESERVED;
use crate::model::error::{Error, Rejections};
use crate::store::posts::edit::EditRow;
use crate::store::posts::{PostKind, free_slug};
use crate::store::sql::Connection;
use crate::text::slug::LONGEST;
use crate::text::slugify;

/// What happens if another post has the slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenSlugPolicy {
    /// The save is rejected.
    Refuse,
    /// A number is appended.
    Number,
}

/// Returns a free slug for a title; empty if the title has no letters or digits.
pub async fn propose(
    connection: &mut Connection,
    kind: PostKind,
    id: Option<i64>,
    title: &str,
) -> Result<String, Error> {
    // A slug is truncated anyway, so only fold the start of a long title.
    let mut slug = slugify(&title.chars().take(4 * LONGEST).collect::<String>());
    if is_reserved(kind, &slug) {
        slug.push_str("-page");
    }
    if slug.is_empty() { Ok(slug) } else { Ok(free_slug::find_free(connection, kind, &slug, id).await?) }
}

/// Chooses the slug of a post that is saved. If none is typed and `was_public` is set, the current one stays, since
/// readers know it.
pub async fn choose(
    connection: &mut Connection,
    before: &EditRow,
    (typed, title): (&str, &str),
    was_public: bool,
    taken: TakenSlugPolicy,
    texts: &DraftErrorTexts,
    errors: &mut Rejections,
) -> Result<String, Error> {
    let (kind, id, typed) = (before.kind, Some(before.id), typed.trim());
    let placeholder = format!("draft-{}", before.id);
    if typed.is_empty() || typed == placeholder {
        if was_public && before.slug != placeholder {
            return Ok(before.slug.clone());
        }
        let made = propose(connection, kind, id, title).await?;
        return Ok(if made.is_empty() { placeholder } else { made });
    }
    // An unchanged slug stays, even if it does not meet the rules, as one from an import may.
    if typed == before.slug {
        return Ok(before.slug.clone());
    }
    let slug = slugify(&typed.chars().take(4 * LONGEST).collect::<String>());
    if slug.is_empty() {
        errors.add("post-slug", texts.slug_without_letters);
    } else if is_reserved(kind, &slug) {
        errors.add("post-slug", (texts.slug_reserved)(&slug));
    } else if slug != before.slug && free_slug::is_taken(connection, kind, &slug, id).await? {
        let free = free_slug::find_free(connection, kind, &slug, id).await?;
        match taken {
            TakenSlugPolicy::Number => return Ok(free),
            TakenSlugPolicy::Refuse => errors.add("post-slug", (texts.slug_taken)(&free)),
        }
    }
    Ok(slug)
}

fn is_reserved(kind: PostKind, slug: &str) -> bool {
    kind == PostKind::Page && RESERVED.contains(&slug)
}

//! Slugs: what is typed, else what the title makes.

use sqlx::SqliteConnection;

use crate::i18n::admin::draft_errors::DraftErrorTexts;
use crate::model::address::RESERVED;
use crate::model::error::{Error, Rejections};
use crate::store::posts::PostKind;
use crate::store::posts::edit::{self, EditRow};
use crate::text::slug::{LONGEST, candidate};
use crate::text::slugify;

/// What becomes of a slug that another post has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenSlugPolicy {
    /// Whoever typed it is told.
    Refuse,
    /// It gets a number.
    Number,
}

/// The free slug that a title makes; empty when it has no letters.
pub async fn propose(
    connection: &mut SqliteConnection,
    kind: PostKind,
    id: Option<i64>,
    title: &str,
) -> Result<String, Error> {
    // The rest of a long title would be cut off anyway.
    let mut slug = slugify(&title.chars().take(4 * LONGEST).collect::<String>());
    if is_reserved(kind, &slug) {
        slug.push_str("-page");
    }
    if slug.is_empty() { Ok(slug) } else { find_free(connection, kind, id, &slug).await }
}

/// The slug of a post that is to be stored. `was_public` keeps the one that readers know when none is typed.
pub async fn choose(
    connection: &mut SqliteConnection,
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
    // Old ones stay, whatever made them.
    if typed == before.slug {
        return Ok(before.slug.clone());
    }
    let slug = slugify(&typed.chars().take(4 * LONGEST).collect::<String>());
    if slug.is_empty() {
        errors.add("post-slug", texts.slug_without_letters);
    } else if is_reserved(kind, &slug) {
        errors.add("post-slug", (texts.slug_reserved)(&slug));
    } else if slug != before.slug && edit::is_taken(connection, kind, &slug, id).await? {
        let free = find_free(connection, kind, id, &slug).await?;
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

async fn find_free(
    connection: &mut SqliteConnection,
    kind: PostKind,
    id: Option<i64>,
    slug: &str,
) -> Result<String, Error> {
    // The numbers double until one is free, and are halved back to a taken one: a title that thousands of posts have
    // costs two dozen questions.
    let mut taken = 0;
    let mut free = 1;
    while edit::is_taken(connection, kind, &candidate(slug, free), id).await? {
        (taken, free) = (free, free * 2);
    }
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        match edit::is_taken(connection, kind, &candidate(slug, middle), id).await? {
            true => taken = middle,
            false => free = middle,
        }
    }
    Ok(candidate(slug, free))
}

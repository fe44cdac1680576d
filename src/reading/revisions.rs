//! The saves of a post, and what lies between them.

use super::date::{self, Detail};
use crate::model::admin::post::{Changes, Compared, Draft, Origin, Revision};
use crate::model::error::Error;
use crate::model::user::User;
use crate::state::State;
use crate::store::posts::edit::EditRow;
use crate::store::revisions::{self, RevisionRow, Wording};
use crate::text::difference::difference;
use crate::writing::{BODY_LENGTH, access, editable_source, run_heavy};

/// The saves of a post, the newest first.
pub async fn read_revisions(state: &State, user: &User, post: i64) -> Result<Vec<Revision>, Error> {
    let mut reading = state.store.read().await?;
    access::require_status(&mut reading, user, post).await?;
    let rows = revisions::list(&mut reading, post).await?;
    Ok(rows.into_iter().map(|row| present(state, row)).collect())
}

/// What a revision changed, and what has changed since.
pub async fn read_revision(state: &State, user: &User, post: i64, id: i64) -> Result<Compared, Error> {
    let mut reading = state.store.read().await?;
    let current = access::require_post(&mut reading, user, post).await?;
    let row = revisions::find(&mut reading, post, id).await?.ok_or(Error::NotFound)?;
    let wording = revisions::read(&mut reading, post, id).await?.ok_or(Error::NotFound)?;
    let before = revisions::read_before(&mut reading, post, row.version).await?.unwrap_or_default();
    drop(reading);
    let now = current_wording(state, current).await?;
    Ok(Compared {
        revision: present(state, row),
        made: compare(before, wording.clone()).await?,
        since: compare(wording, now).await?,
    })
}

/// What a draft would change.
pub async fn compare_draft(state: &State, user: &User, draft: Draft) -> Result<Changes, Error> {
    let id = draft.id.ok_or(Error::NotFound)?;
    let mut reading = state.store.read().await?;
    let current = access::require_post(&mut reading, user, id).await?;
    drop(reading);
    let now = current_wording(state, current).await?;
    let source = draft.source.chars().take(BODY_LENGTH).collect();
    let wording = Wording { title: draft.title, source, format: String::new(), standfirst: draft.excerpt };
    compare(now, wording).await
}

async fn current_wording(state: &State, post: EditRow) -> Result<Wording, Error> {
    let source = editable_source(&state.store, &post).await?;
    Ok(Wording { title: post.title, source, format: post.format, standfirst: post.standfirst })
}

/// Not on the threads that answer: long texts take a while.
async fn compare(old: Wording, new: Wording) -> Result<Changes, Error> {
    let compared = run_heavy(move |_| Changes {
        title: difference(&old.title, &new.title),
        excerpt: difference(&old.standfirst, &new.standfirst),
        body: difference(&old.source, &new.source),
    });
    compared.await
}

fn present(state: &State, row: RevisionRow) -> Revision {
    Revision {
        id: row.id,
        version: row.version,
        at: date::format(row.saved_at, Detail::Minute, &state.settings().site),
        by: row.by.unwrap_or_default(),
        origin: if row.kind == "autosave" { Origin::Autosave } else { Origin::Save },
    }
}

//! Revisions of a post and the differences between them.

use crate::i18n::date::{self, DateStyle};
use crate::model::admin::post::{BodyFormat, PostChanges, PostDraft, Revision, RevisionComparison};
use crate::model::error::Error;
use crate::model::user::User;
use crate::state::AppState;
use crate::store::posts::edit::EditRow;
use crate::store::revisions::{self, RevisionRow, RevisionText};
use crate::text::body::{Format, render_until};
use crate::text::difference::difference;
use crate::text::formatted_lines::formatted_lines;
use crate::writing::{BODY_LENGTH, Progress, WorkOwner, access, editable_source, run_heavy};

/// Returns the revisions of a post, newest first.
pub async fn read_revisions(state: &AppState, user: &User, post: i64) -> Result<Vec<Revision>, Error> {
    let mut reading = state.store.read().await?;
    access::require_status(&mut reading, user, post).await?;
    let rows = revisions::list(&mut reading, post).await?;
    Ok(rows.into_iter().map(|row| present(state, row)).collect())
}

/// Returns what a revision changed, and what has changed since.
pub async fn read_revision(state: &AppState, user: &User, post: i64, id: i64) -> Result<RevisionComparison, Error> {
    let mut reading = state.store.read().await?;
    let current = access::require_post(&mut reading, user, post).await?;
    let row = revisions::find(&mut reading, post, id).await?.ok_or(Error::NotFound)?;
    let wording = revisions::read(&mut reading, post, id).await?.ok_or(Error::NotFound)?;
    let before = revisions::read_before(&mut reading, post, row.version).await?.unwrap_or_default();
    drop(reading);
    let owner = WorkOwner(user.id);
    let now = current_wording(state, owner, current).await?;
    Ok(RevisionComparison {
        revision: present(state, row),
        made: compare(owner, before, wording.clone()).await?,
        since: compare(owner, wording, now).await?,
    })
}

/// Returns what saving a draft would change.
pub async fn compare_draft(state: &AppState, user: &User, draft: PostDraft) -> Result<PostChanges, Error> {
    let id = draft.id.ok_or(Error::NotFound)?;
    let mut reading = state.store.read().await?;
    let current = access::require_post(&mut reading, user, id).await?;
    drop(reading);
    let owner = WorkOwner(user.id);
    let now = current_wording(state, owner, current).await?;
    let source = draft.source.chars().take(BODY_LENGTH).collect();
    let wording = RevisionText { title: draft.title, source, format: draft.format, standfirst: draft.excerpt };
    compare(owner, now, wording).await
}

async fn current_wording(state: &AppState, owner: WorkOwner, post: EditRow) -> Result<RevisionText, Error> {
    let source = editable_source(&state.store, owner, &post).await?;
    Ok(RevisionText { title: post.title, source, format: post.format, standfirst: post.standfirst })
}

/// Runs on the pool for heavy work, because long texts take a while.
async fn compare(owner: WorkOwner, old: RevisionText, new: RevisionText) -> Result<PostChanges, Error> {
    let compared = run_heavy(owner, move |progress| {
        let formats = [old.format, new.format];
        let body = match formats == [BodyFormat::Markdown; 2] {
            true => difference(&old.source, &new.source),
            false => difference(&shown(&old, progress), &shown(&new, progress)),
        };
        PostChanges {
            title: difference(&old.title, &new.title),
            excerpt: difference(&old.standfirst, &new.standfirst),
            body,
        }
    });
    compared.await
}

/// What readers see of a body: text with formatting instead of markup.
fn shown(wording: &RevisionText, progress: &Progress) -> String {
    let format = match wording.format {
        BodyFormat::Visual => Format::Html,
        BodyFormat::Markdown => Format::Markdown,
    };
    let rendered = render_until(&wording.source, format, &|| progress.is_over());
    rendered.map_or_else(|| wording.source.clone(), |body| formatted_lines(&body.html))
}

fn present(state: &AppState, row: RevisionRow) -> Revision {
    Revision {
        id: row.id,
        version: row.version,
        at: date::format(row.saved_at, DateStyle::Minute, &state.settings().site),
        by: row.by.unwrap_or_default(),
        origin: row.origin,
    }
}

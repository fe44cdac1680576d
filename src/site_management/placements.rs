//! What stands in the slots of readers' pages.

use jiff::tz::TimeZone;

use super::menu::leads_somewhere;
use crate::clock::now;
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::placements::PlacementTexts;
use crate::i18n::date::{self, DateStyle};
use crate::model::Milliseconds;
use crate::model::address::paths;
use crate::model::admin::placement::{
    CategoryOption, PlacementDraft, PlacementKind, PlacementList, PlacementReach, PlacementState, PlacementSummary,
    Switch,
};
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::slot::{PageKind, Slot};
use crate::model::term::TermKind;
use crate::model::user::User;
use crate::state::AppState;
use crate::store::placements::{self, PlacementRow};
use crate::store::sql::Connection;
use crate::store::terms::term_table::kind_of;
use crate::store::{media, terms};
use crate::text::plain_text::collapse;
use crate::text::sponsored_links::mark_sponsored;
use crate::writing::{WorkOwner, local_time, render};

mod check;
#[cfg(test)]
mod tests;

use check::check;

/// Maximum number of placements. All of them are read for each change of the site.
const MOST: usize = 100;

/// Lists all placements with what the form needs.
pub async fn list(state: &AppState) -> Result<PlacementList, Error> {
    let settings = state.settings();
    let zone = &settings.site.time_zone;
    let texts = &admin_texts(settings.site.language).placements;
    let mut reading = state.store.read().await?;
    let rows = placements::list(&mut reading).await?;
    let categories = arrange_categories(&mut reading).await?;
    drop(reading);
    let now = now();
    let time = |at: Option<Milliseconds>| {
        at.map(|at| date::format(at, DateStyle::Minute, &settings.site).text).unwrap_or_default()
    };
    let mut summaries: Vec<PlacementSummary> = rows
        .iter()
        .map(|row| PlacementSummary {
            draft: draft_of(row, zone),
            state: state_of(row, now),
            category: row.category_name.clone().unwrap_or_default(),
            starts: time(row.starts_at),
            ends: time(row.ends_at),
        })
        .collect();
    let place = |slot: Slot| Slot::ALL.iter().position(|known| *known == slot);
    summaries.sort_by_key(|summary| place(summary.draft.slot));
    let new = PlacementDraft {
        pages: PageKind::ALL.to_vec(),
        weight: "1".to_owned(),
        position: "3".to_owned(),
        label: texts.default_label.to_owned(),
        ..PlacementDraft::default()
    };
    let time_zone = zone.iana_name().unwrap_or_default().to_owned();
    Ok(PlacementList { placements: summaries, categories, new, time_zone })
}

/// Adds or replaces a placement. `known` is the stored one that the client has read.
///
/// # Errors
/// [`Error::Rejected`] with all errors, [`Error::Conflict`] if it has changed since, or `NotFound`.
pub async fn save(
    state: &AppState,
    user: &User,
    draft: PlacementDraft,
    known: Option<PlacementDraft>,
) -> Result<PlacementList, Error> {
    let settings = state.settings();
    let (zone, all) = (&settings.site.time_zone, admin_texts(settings.site.language));
    let texts = &all.placements;
    let mut row = check(&draft, zone, texts)?;
    if row.kind != PlacementKind::Banner {
        let format = match row.kind {
            PlacementKind::Html => crate::model::admin::post::BodyFormat::Visual,
            PlacementKind::Text | PlacementKind::Banner => crate::model::admin::post::BodyFormat::Markdown,
        };
        let rendered = render(&state.store, WorkOwner(user.id), &row.source, format).await?;
        let body = rendered.ok_or_else(|| Rejection::error("placement-source", all.writing.too_complex))?;
        row.html = mark_sponsored(&body.html);
        if row.html.trim().is_empty() {
            return Err(Rejection::error("placement-source", texts.nothing_left));
        }
    }
    let mut writing = state.store.write().await?;
    check_references(&mut writing, &mut row, &draft, texts).await?;
    match draft.id {
        None if placements::list(&mut writing).await?.len() >= MOST => {
            return Err(Rejection::error("", (texts.too_many)(MOST)));
        }
        None => placements::add(&mut writing, &row).await?,
        Some(id) => {
            let stored = placements::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
            if known.as_ref() != Some(&draft_of(&stored, zone)) {
                return Err(Error::Conflict);
            }
            placements::update(&mut writing, &row).await?;
        }
    }
    writing.commit().await?;
    list(state).await
}

/// Removes a placement. Does nothing if it is already removed.
pub async fn remove(state: &AppState, id: i64) -> Result<PlacementList, Error> {
    let mut writing = state.store.write().await?;
    placements::remove(&mut writing, id).await?;
    writing.commit().await?;
    list(state).await
}

/// Checks what the placement refers to: its category and its picture.
async fn check_references(
    connection: &mut Connection,
    row: &mut PlacementRow,
    draft: &PlacementDraft,
    texts: &PlacementTexts,
) -> Result<(), Error> {
    let mut errors = Rejections::default();
    if row.reach == PlacementReach::Category {
        let id = draft.category.unwrap_or_default();
        match kind_of(connection, id).await? {
            Some(TermKind::Category) => row.category_id = Some(id),
            _ => errors.add("placement-category", texts.category_missing),
        }
    }
    if row.kind == PlacementKind::Banner {
        let id = paths::parse_media(draft.image.trim()).unwrap_or_default();
        match media::find(connection, id).await? {
            Some(picture) if picture.width > 0 && picture.height > 0 => row.media_id = Some(id),
            _ => errors.add("placement-image", texts.picture_missing),
        }
    }
    errors.check()
}

async fn arrange_categories(connection: &mut Connection) -> sqlx::Result<Vec<CategoryOption>> {
    let rows = terms::list_categories(connection).await?;
    let mut options = Vec::with_capacity(rows.len());
    let mut pending: Vec<(Option<i64>, u8)> = vec![(None, 0)];
    // Depth first: below each category, those that have it as parent.
    while let Some((parent, depth)) = pending.pop() {
        if let Some(row) = parent.and_then(|id| rows.iter().find(|row| row.id == id)) {
            options.push(CategoryOption { id: row.id, name: row.name.clone(), depth: depth - 1 });
        }
        let below = rows.iter().filter(|row| row.parent_id == parent).rev();
        pending.extend(below.map(|row| (Some(row.id), depth.saturating_add(1))));
    }
    Ok(options)
}

fn draft_of(row: &PlacementRow, zone: &TimeZone) -> PlacementDraft {
    let time = |at: Option<Milliseconds>| at.map(|at| local_time::format(at, zone)).unwrap_or_default();
    let picture = row.media_id.zip(row.media_name.as_deref());
    PlacementDraft {
        id: Some(row.id),
        name: row.name.clone(),
        switch: if row.active { Switch::On } else { Switch::Off },
        slot: row.slot,
        position: if row.slot.has_position() { row.position.to_string() } else { String::new() },
        pages: row.pages.split(' ').filter_map(PageKind::parse).collect(),
        reach: row.reach,
        category: row.category_id,
        weight: row.weight.to_string(),
        starts: time(row.starts_at),
        ends: time(row.ends_at),
        label: row.label.clone(),
        kind: row.kind,
        source: row.source.clone(),
        image: picture.map(|(id, name)| paths::media(id, name)).unwrap_or_default(),
        alt: row.alt.clone(),
        link: row.link.clone(),
    }
}

fn state_of(row: &PlacementRow, now: Milliseconds) -> PlacementState {
    match row {
        row if !row.active => PlacementState::Off,
        row if row.ends_at.is_some_and(|end| end <= now) => PlacementState::Ended,
        row if row.reach == PlacementReach::Category && row.category_id.is_none() => PlacementState::CategoryGone,
        row if row.kind == PlacementKind::Banner && row.media_id.is_none() => PlacementState::PictureGone,
        row if row.starts_at.is_some_and(|start| start > now) => PlacementState::Scheduled,
        _ => PlacementState::Shown,
    }
}

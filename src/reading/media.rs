//! The media library in the admin.

use std::collections::BTreeSet;

use super::request_url::{format_cursor, parse_cursor};
use crate::i18n::date::{self, DateStyle};
use crate::media::library::may_change;
use crate::media::site_pictures::list_site_pictures;
use crate::model::address::paths;
use crate::model::admin::media::{MediaFilter, MediaItem, MediaListPage, MediaSearch, MediaUse, Uses};
use crate::model::error::Error;
use crate::model::media::{FocalPoint, MediaFormat, MediaKind, PictureFormat};
use crate::model::user::User;
use crate::state::AppState;
use crate::store::media::{self, MediaRow, MediaScope};
use crate::text::fold;
use crate::writing::access;

/// Images per page. It fills whole rows of two, three, four, five and six.
const PAGE: u32 = 60;
/// Rows read per query while searching.
const STRIDE: u32 = 500;

/// Reads one page of the library.
pub async fn read_media_list(state: &AppState, user: &User, search: &MediaSearch) -> Result<MediaListPage, Error> {
    let scope = match search.choice {
        MediaFilter::All => MediaScope::All,
        MediaFilter::Undescribed => MediaScope::Undescribed,
        MediaFilter::Unused => MediaScope::Unused,
    };
    let words: Vec<String> = fold(&search.text).split_whitespace().map(str::to_owned).collect();
    let mut before = match search.cursor.as_str() {
        "" => None,
        place => Some(parse_cursor(place).ok_or(Error::NotFound)?),
    };
    let mut reading = state.store.read().await?;
    let shown = match scope {
        MediaScope::Unused => list_site_pictures(state, &mut reading).await?,
        MediaScope::All | MediaScope::Undescribed => BTreeSet::new(),
    };
    let mut found: Vec<MediaRow> = Vec::new();
    // One row more than a page shows whether there is another page.
    let wanted = PAGE as usize + 1;
    let stride = if words.is_empty() && search.kind.is_none() { PAGE + 1 } else { STRIDE };
    loop {
        let rows = media::list(&mut reading, scope, before, stride).await?;
        before = rows.last().map(|row| (row.created_at, row.id));
        let is_last = rows.len() < stride as usize;
        let is_wanted = |row: &MediaRow| {
            search.kind.is_none_or(|kind| kind_of(row) == kind) && matches(row, &words) && !shown.contains(&row.id)
        };
        found.extend(rows.into_iter().filter(is_wanted));
        if is_last || found.len() >= wanted {
            break;
        }
    }
    let has_older = found.len() >= wanted;
    found.truncate(PAGE as usize);
    let older = found.last().filter(|_| has_older).map(|row| format_cursor(row.created_at, row.id));
    let (count, size) = media::totals(&mut reading).await?;
    Ok(MediaListPage {
        media: found.into_iter().map(|row| present(state, user, row)).collect(),
        older: older.unwrap_or_default(),
        count,
        size,
        limits: state.settings().media.upload_limits(),
    })
}

fn kind_of(row: &MediaRow) -> MediaKind {
    MediaFormat::from_content_type(&row.content_type).map_or(MediaKind::Picture, MediaFormat::kind)
}

fn matches(row: &MediaRow, words: &[String]) -> bool {
    let text = if words.is_empty() { String::new() } else { fold(&format!("{} {}", row.name, row.alt)) };
    words.iter().all(|word| text.contains(word.as_str()))
}

/// Converts a row to an item of the library.
pub fn present(state: &AppState, user: &User, row: MediaRow) -> MediaItem {
    let path = |name: &str| paths::media(row.id, name);
    MediaItem {
        id: row.id,
        path: path(&row.name),
        thumbnail: path(row.thumbnail.as_deref().unwrap_or(&row.name)),
        // Only known formats are stored.
        kind: MediaFormat::from_content_type(&row.content_type).unwrap_or(MediaFormat::Picture(PictureFormat::Jpeg)),
        width: row.width,
        height: row.height,
        size: row.size,
        added: date::format(row.created_at, DateStyle::Day, &state.settings().site),
        by: row.user_name.clone().unwrap_or_default(),
        uses: row.uses,
        editable: may_change(user, &row),
        focus: FocalPoint::stored(row.focus_x, row.focus_y),
        name: row.name,
        alt: row.alt,
    }
}

/// Reads which posts use an image. The drafts of others are hidden from authors.
pub async fn read_uses(state: &AppState, user: &User, id: i64) -> Result<Uses, Error> {
    let author = access::scope(user);
    let mut reading = state.store.read().await?;
    let rows = media::list_uses(&mut reading, id, author).await?;
    let hidden = media::count_hidden_uses(&mut reading, id, author).await?;
    let posts = rows.into_iter().map(|row| MediaUse { id: row.id, kind: row.kind, title: row.title }).collect();
    let in_site = list_site_pictures(state, &mut reading).await?.contains(&id);
    Ok(Uses { posts, hidden, in_site })
}

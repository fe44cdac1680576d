//! The media library, for those who write.

use super::date::{self, Detail};
use super::url::{format_place, parse_place};
use crate::media::Limits;
use crate::media::library::may_change;
use crate::model::admin::media::{Choice, Medium, Search, Shelf, Use, Uses};
use crate::model::admin::post::Kind as PostKind;
use crate::model::error::Error;
use crate::model::media::Kind;
use crate::model::user::User;
use crate::state::State;
use crate::store::media::{self, MediaRow, Scope};
use crate::text::fold;
use crate::writing::access;

/// Pictures of one page: whole rows of two, three, four, five and six.
const PAGE: u32 = 60;
/// Pictures looked at together while searching.
const STRIDE: u32 = 500;

/// Reads one page of the library.
pub async fn read_shelf(state: &State, user: &User, search: &Search) -> Result<Shelf, Error> {
    let scope = match search.choice {
        Choice::All => Scope::All,
        Choice::Undescribed => Scope::Undescribed,
        Choice::Unused => Scope::Unused,
    };
    let words: Vec<String> = fold(&search.text).split_whitespace().map(str::to_owned).collect();
    let mut before = match search.cursor.as_str() {
        "" => None,
        place => Some(parse_place(place).ok_or(Error::NotFound)?),
    };
    let mut reading = state.store.read().await?;
    let mut found: Vec<MediaRow> = Vec::new();
    // One more than asked for tells whether there is another page.
    let wanted = PAGE as usize + 1;
    let stride = if words.is_empty() { PAGE + 1 } else { STRIDE };
    loop {
        let rows = media::list(&mut reading, scope, before, stride).await?;
        before = rows.last().map(|row| (row.created_at, row.id));
        let is_last = rows.len() < stride as usize;
        found.extend(rows.into_iter().filter(|row| matches(row, &words)));
        if is_last || found.len() >= wanted {
            break;
        }
    }
    let has_older = found.len() >= wanted;
    found.truncate(PAGE as usize);
    let older = found.last().filter(|_| has_older).map(|row| format_place(row.created_at, row.id));
    let (count, size) = media::totals(&mut reading).await?;
    Ok(Shelf {
        media: found.into_iter().map(|row| present(state, user, row)).collect(),
        older: older.unwrap_or_default(),
        count,
        size,
        limit: Limits::default().bytes,
    })
}

fn matches(row: &MediaRow, words: &[String]) -> bool {
    let text = if words.is_empty() { String::new() } else { fold(&format!("{} {}", row.name, row.alt)) };
    words.iter().all(|word| text.contains(word.as_str()))
}

/// A picture as the library shows it.
pub fn present(state: &State, user: &User, row: MediaRow) -> Medium {
    let path = |name: &str| format!("/media/{}/{name}", row.id);
    Medium {
        id: row.id,
        path: path(&row.name),
        thumbnail: path(row.thumbnail.as_deref().unwrap_or(&row.name)),
        // What is stored is of a kind we know.
        kind: Kind::from_content_type(&row.content_type).unwrap_or(Kind::Jpeg),
        width: row.width,
        height: row.height,
        size: row.size,
        added: date::format(row.created_at, Detail::Day, &state.settings().site),
        by: row.user_name.clone().unwrap_or_default(),
        uses: row.uses,
        editable: may_change(user, &row),
        name: row.name,
        alt: row.alt,
    }
}

/// Reads which posts show a picture. Authors do not learn of others' drafts by it.
pub async fn read_uses(state: &State, user: &User, id: i64) -> Result<Uses, Error> {
    let author = access::scope(user);
    let mut reading = state.store.read().await?;
    let rows = media::list_uses(&mut reading, id, author).await?;
    let hidden = media::count_hidden_uses(&mut reading, id, author).await?;
    let kind = |kind: &str| if kind == "page" { PostKind::Page } else { PostKind::Post };
    let posts = rows.into_iter().map(|row| Use { id: row.id, kind: kind(&row.kind), title: row.title }).collect();
    Ok(Uses { posts, hidden })
}

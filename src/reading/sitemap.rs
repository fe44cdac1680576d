//! Entries of the sitemaps, read in batches.

use std::collections::HashMap;

use crate::model::address::paths;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::sitemap::{self, RangeRow, SitemapKind, SitemapRow};
use crate::store::sql::Connection;

/// Rows per batch.
const PIECE: i64 = 1000;
/// Maximum number of images per page (limit of the protocol).
const PICTURES: usize = 1000;

/// Returns every sitemap that is not empty. The first sitemap of pages always exists, since it lists the home page.
pub async fn read_ranges(state: &AppState, size: i64) -> Result<Vec<(SitemapKind, RangeRow)>, Error> {
    let mut reading = state.store.read_for_page().await?;
    let mut ranges = Vec::new();
    for part in SitemapKind::ALL {
        let mut found = sitemap::list_ranges(&mut reading, part, size, None).await?;
        if part == SitemapKind::Pages && found.first().is_none_or(|first| first.place > 0) {
            found.insert(0, RangeRow { place: 0, count: 0, changed_at: None });
        }
        ranges.extend(found.into_iter().map(|range| (part, range)));
    }
    Ok(ranges)
}

/// Returns one sitemap.
pub async fn read_range(state: &AppState, part: SitemapKind, size: i64, place: i64) -> Result<RangeRow, Error> {
    let mut reading = state.store.read_for_page().await?;
    let found = sitemap::list_ranges(&mut reading, part, size, Some(place)).await?;
    match found.into_iter().next() {
        None if (part, place) == (SitemapKind::Pages, 0) => Ok(RangeRow { place, count: 0, changed_at: None }),
        found => found.ok_or(Error::NotFound),
    }
}

/// Reads the next batch of rows with ids from `from` up to but not including `to`, with the paths of their images. Also
/// returns the id where the next batch begins, if there is one.
pub async fn read_piece(
    state: &AppState,
    part: SitemapKind,
    from: i64,
    to: i64,
) -> Result<(Vec<(SitemapRow, Vec<String>)>, Option<i64>), Error> {
    let mut reading = state.store.read_for_page().await?;
    let rows = sitemap::list(&mut reading, part, from, to, PIECE).await?;
    let next = rows.last().map(|last| last.id + 1).filter(|_| rows.len() as i64 == PIECE);
    let mut pictures = match part {
        SitemapKind::Posts | SitemapKind::Pages => find_pictures(&mut reading, &rows).await?,
        _ => HashMap::new(),
    };
    let with_pictures = rows.into_iter().map(|row| {
        let mut shown = pictures.remove(&row.id).unwrap_or_default();
        if !row.image_src.is_empty() && !shown.contains(&row.image_src) {
            shown.insert(0, row.image_src.clone());
        }
        shown.truncate(PICTURES);
        (row, shown)
    });
    Ok((with_pictures.collect(), next))
}

async fn find_pictures(reading: &mut Connection, rows: &[SitemapRow]) -> sqlx::Result<HashMap<i64, Vec<String>>> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(HashMap::new()) };
    let mut pictures: HashMap<i64, Vec<String>> = HashMap::new();
    for (post, number, name) in sitemap::list_pictures(reading, first.id, last.id).await? {
        pictures.entry(post).or_default().push(paths::media(number, &name));
    }
    Ok(pictures)
}

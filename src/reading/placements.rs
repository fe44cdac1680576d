//! What stands in the slots of a page.

use super::picture_origin::place_image;
use crate::media::responsive_images::find_sources;
use crate::model::Milliseconds;
use crate::model::address::paths;
use crate::model::admin::menu::is_target;
use crate::model::admin::placement::{PlacementKind, PlacementReach};
use crate::model::image::Image;
use crate::model::slot::{FilledSlot, PageKind, Placement, SlotContent};
use crate::model::term::Term;
use crate::store::placements::{self, PlacementRow};
use crate::store::sql::Connection;
use crate::text::body::set_apart;
use crate::text::pictures;

/// How long one of several placements stands in their slot.
const TURN: Milliseconds = 60 * 60 * 1000;

/// Reads the placements that are shown now or later. `categories` are in the order of the tree, and pictures come from
/// `picture_origin`.
pub async fn read_placements(
    reading: &mut Connection,
    categories: &[Term],
    picture_origin: &str,
    now: Milliseconds,
) -> sqlx::Result<Vec<Placement>> {
    let rows = placements::list_current(reading, now).await?;
    let media: Vec<i64> = rows.iter().filter_map(|row| row.media_id).collect();
    let sources = find_sources(reading, &media).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let content = match row.kind {
            PlacementKind::Text | PlacementKind::Html => {
                let html = set_apart(&row.html, &format!("slot-{}-", row.id));
                SlotContent::Html(pictures::place(&html, picture_origin))
            }
            PlacementKind::Banner => {
                let source = row.media_id.and_then(|id| sources.get(&id));
                // Without a size, its place could not be reserved.
                let Some((source, name)) = source.zip(row.media_name.as_deref()) else { continue };
                if !is_target(&row.link) {
                    continue;
                }
                let image = Image {
                    src: paths::media(row.media_id.unwrap_or_default(), name),
                    alt: row.alt.clone(),
                    caption: String::new(),
                    width: source.width,
                    height: source.height,
                    set: source.set.clone(),
                    focus: source.focus,
                };
                SlotContent::Banner { image: place_image(image, picture_origin), link: row.link.clone() }
            }
        };
        found.push(present(row, categories, content));
    }
    Ok(found)
}

fn present(row: PlacementRow, categories: &[Term], content: SlotContent) -> Placement {
    let categories = match row.reach {
        PlacementReach::Everywhere => None,
        PlacementReach::Category => Some(branch(categories, &row.category_slug.unwrap_or_default())),
    };
    Placement {
        slot: row.slot,
        position: if row.slot.has_position() { u32::try_from(row.position).unwrap_or(1) } else { 0 },
        pages: parse_pages(&row.pages),
        categories,
        weight: u32::try_from(row.weight).unwrap_or(1).max(1),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        label: row.label,
        content,
    }
}

/// Parses a stored list of kinds of pages.
pub fn parse_pages(stored: &str) -> Vec<PageKind> {
    stored.split(' ').filter_map(PageKind::parse).collect()
}

/// Returns the slugs of a category and its subcategories.
fn branch(categories: &[Term], slug: &str) -> Vec<String> {
    let mut branch = vec![slug.to_owned()];
    if let Some(at) = categories.iter().position(|category| category.slug == slug) {
        let depth = categories[at].depth;
        let below = categories[at + 1..].iter().take_while(|category| category.depth > depth);
        branch.extend(below.map(|category| category.slug.clone()));
    }
    branch
}

/// Chooses what stands in the slots of a page of a kind, in these categories, and returns until when that holds.
pub fn fill_slots(
    placements: &[Placement],
    page: PageKind,
    categories: &[&str],
    now: Milliseconds,
) -> (Vec<FilledSlot>, Option<Milliseconds>) {
    let mut until: Option<Milliseconds> = None;
    let mut expire = |at: Milliseconds| until = Some(until.map_or(at, |until| until.min(at)));
    let mut candidates: Vec<&Placement> = Vec::new();
    for placement in placements {
        let fits = |slugs: &Vec<String>| slugs.iter().any(|slug| categories.contains(&slug.as_str()));
        let is_here = placement.slot.is_on(page) && placement.pages.contains(&page);
        if !is_here || !placement.categories.as_ref().is_none_or(fits) {
            continue;
        }
        match (placement.starts_at, placement.ends_at) {
            (_, Some(end)) if end <= now => {}
            (Some(start), _) if start > now => expire(start),
            (_, end) => {
                end.into_iter().for_each(&mut expire);
                candidates.push(placement);
            }
        }
    }
    // Stable, so those of one slot keep their order.
    candidates.sort_by_key(|placement| (placement.slot, placement.position));
    let mut filled = Vec::new();
    for rivals in candidates.chunk_by(|a, b| (a.slot, a.position) == (b.slot, b.position)) {
        if rivals.len() > 1 {
            expire((now / TURN + 1) * TURN);
        }
        let Some(chosen) = choose(rivals, now / TURN) else { continue };
        filled.push(FilledSlot {
            slot: chosen.slot,
            position: chosen.position,
            label: chosen.label.clone(),
            content: chosen.content.clone(),
        });
    }
    (filled, until)
}

/// Chooses one by weight. The golden ratio spreads the turns, so that the shares are about right within any few hours, and
/// every page and node chooses the same.
fn choose<'a>(rivals: &[&'a Placement], turn: i64) -> Option<&'a Placement> {
    let total: u64 = rivals.iter().map(|placement| u64::from(placement.weight)).sum();
    let spread = turn.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    let mut point = (spread * total) >> 32;
    for placement in rivals {
        let weight = u64::from(placement.weight);
        if point < weight {
            return Some(placement);
        }
        point -= weight;
    }
    None
}

#[cfg(test)]
mod tests;

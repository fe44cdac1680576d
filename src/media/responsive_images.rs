//! Responsive images: adds sizes and `srcset` to library pictures in posts.

use std::collections::HashMap;

use crate::model::address::paths;
use crate::model::media::FocalPoint;
use crate::store::media::{self, SourceRow};
use crate::store::sql::Connection;
use crate::text::pictures::{self, PictureFiles};

/// Sizes and files of pictures by media ID.
pub type PictureSources = HashMap<i64, PictureFiles>;

/// Adds sizes and files to the pictures in rendered HTML. Apply it to the output of `text::body::render` before
/// storing.
pub async fn complete(connection: &mut Connection, html: &str) -> sqlx::Result<String> {
    let shown = pictures::list(html);
    if shown.is_empty() {
        return Ok(html.to_owned());
    }
    let sources = find_sources(connection, &shown).await?;
    Ok(pictures::complete(html, |number| sources.get(&number).cloned()))
}

/// Records which pictures a post uses, in its body and as its own picture. Call it whenever a post is stored.
pub async fn set_shown(connection: &mut Connection, post: i64, html: &str, image_src: &str) -> sqlx::Result<()> {
    media::set_shown(connection, post, &list_shown(html, image_src)).await
}

/// Records the pictures of a new post, which has no earlier records to replace.
pub async fn add_shown(connection: &mut Connection, post: i64, html: &str, image_src: &str) -> sqlx::Result<()> {
    media::add_shown(connection, post, &list_shown(html, image_src)).await
}

fn list_shown(html: &str, image_src: &str) -> Vec<i64> {
    let mut shown = pictures::list(html);
    shown.extend(paths::parse_media(image_src).filter(|number| !shown.contains(number)));
    shown
}

/// Looks up the sizes and files of pictures by media ID.
pub async fn find_sources(connection: &mut Connection, numbers: &[i64]) -> sqlx::Result<PictureSources> {
    let mut sources = PictureSources::new();
    for row in media::list_sources(connection, numbers).await? {
        let source = sources.entry(row.media_id).or_insert_with(|| PictureFiles {
            width: row.main_width,
            height: row.main_height,
            set: String::new(),
            focus: FocalPoint::stored(row.focus_x, row.focus_y),
        });
        add(&mut source.set, &row);
    }
    for source in sources.values_mut().filter(|source| !source.set.contains(',')) {
        source.set.clear();
    }
    Ok(sources)
}

/// Appends a file to a `srcset`.
fn add(set: &mut String, row: &SourceRow) {
    if !set.is_empty() {
        set.push_str(", ");
    }
    set.push_str(&format!("{} {}w", paths::media(row.media_id, &row.name), row.width));
}

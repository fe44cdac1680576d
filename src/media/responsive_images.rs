//! The library's pictures in posts.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use crate::store::media::{self, SourceRow};
use crate::text::pictures::{self, PictureFiles};

/// Sizes and files of pictures, by their numbers.
pub type PictureSources = HashMap<i64, PictureFiles>;

/// The HTML of a body as it is to be stored: its pictures with their sizes and files. To be called with what
/// `text::body::render` has made.
pub async fn complete(connection: &mut SqliteConnection, html: &str) -> sqlx::Result<String> {
    let shown = pictures::list(html);
    if shown.is_empty() {
        return Ok(html.to_owned());
    }
    let sources = find_sources(connection, &shown).await?;
    Ok(pictures::complete(html, |number| sources.get(&number).cloned()))
}

/// Keeps which pictures a post shows, in its body and as its own. To be called whenever a post was stored.
pub async fn set_shown(connection: &mut SqliteConnection, post: i64, html: &str, image_src: &str) -> sqlx::Result<()> {
    media::set_shown(connection, post, &list_shown(html, image_src)).await
}

/// The same for a post that is new.
pub async fn add_shown(connection: &mut SqliteConnection, post: i64, html: &str, image_src: &str) -> sqlx::Result<()> {
    media::add_shown(connection, post, &list_shown(html, image_src)).await
}

fn list_shown(html: &str, image_src: &str) -> Vec<i64> {
    let mut shown = pictures::list(html);
    shown.extend(pictures::number(image_src).filter(|number| !shown.contains(number)));
    shown
}

/// Looks pictures up.
pub async fn find_sources(connection: &mut SqliteConnection, numbers: &[i64]) -> sqlx::Result<PictureSources> {
    let mut sources = PictureSources::new();
    for row in media::list_sources(connection, numbers).await? {
        let source = sources.entry(row.media_id).or_insert_with(|| PictureFiles {
            width: row.main_width,
            height: row.main_height,
            set: String::new(),
        });
        add(&mut source.set, &row);
    }
    for source in sources.values_mut().filter(|source| !source.set.contains(',')) {
        source.set.clear();
    }
    Ok(sources)
}

/// Adds a file to a `srcset`.
fn add(set: &mut String, row: &SourceRow) {
    if !set.is_empty() {
        set.push_str(", ");
    }
    set.push_str(&format!("/media/{}/{} {}w", row.media_id, row.name, row.width));
}

//! Pictures that stand for posts.

use sqlx::SqliteConnection;

use crate::media::responsive_images::{self, PictureSources};
use crate::model::post::Image;
use crate::text::pictures;

/// The size that a picture is given room for when nobody knows its own.
const USUAL: (i64, i64) = (1600, 900);

/// What the library knows of pictures with these addresses.
pub async fn find_sources<'a>(
    reading: &mut SqliteConnection,
    addresses: impl Iterator<Item = &'a str>,
) -> sqlx::Result<PictureSources> {
    let numbers: Vec<i64> = addresses.filter_map(pictures::number).collect();
    responsive_images::find_sources(reading, &numbers).await
}

/// A picture, if there is one.
pub fn present_image(src: String, alt: String, caption: String, sources: &PictureSources) -> Option<Image> {
    let source = pictures::number(&src).and_then(|number| sources.get(&number)).cloned();
    let (width, height) = source.as_ref().map_or(USUAL, |source| (source.width, source.height));
    let set = source.map(|source| source.set).unwrap_or_default();
    (!src.is_empty()).then_some(Image { src, alt, caption, width, height, set })
}

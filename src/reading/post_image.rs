//! Featured images of posts.

use crate::media::responsive_images::{self, PictureSources};
use crate::model::address::paths;
use crate::model::image::Image;
use crate::store::sql::Connection;

/// Assumed width and height in pixels of an image whose size is unknown.
const USUAL: (i64, i64) = (1600, 900);

/// Reads what the media library knows of the images at these URLs.
pub async fn find_sources<'a>(
    reading: &mut Connection,
    addresses: impl Iterator<Item = &'a str>,
) -> sqlx::Result<PictureSources> {
    let numbers: Vec<i64> = addresses.filter_map(paths::parse_media).collect();
    responsive_images::find_sources(reading, &numbers).await
}

/// Returns the image, or `None` if `src` is empty.
pub fn present_image(src: String, alt: String, caption: String, sources: &PictureSources) -> Option<Image> {
    let source = paths::parse_media(&src).and_then(|number| sources.get(&number)).cloned();
    let (width, height) = source.as_ref().map_or(USUAL, |source| (source.width, source.height));
    let focus = source.as_ref().map(|source| source.focus).unwrap_or_default();
    let set = source.map(|source| source.set).unwrap_or_default();
    (!src.is_empty()).then_some(Image { src, alt, caption, width, height, set, focus })
}

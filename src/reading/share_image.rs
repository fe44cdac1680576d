//! The preview image of a page that is shared.

use super::request_url::absolute;
use crate::model::address::paths;
use crate::model::post::Image;
use crate::social_card::{self, CardText, card_path};

/// An image with an absolute URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareImage {
    pub url: String,
    pub alt: String,
    /// Width and height in pixels, if known.
    pub size: Option<(i64, i64)>,
}

/// Returns the post's own image if other sites can display it, else its social card. `id` is the post's id.
pub fn choose_share_image(origin: &str, image: Option<&Image>, id: i64, words: &CardText) -> ShareImage {
    match image.filter(|image| is_widely_shown(&image.src)) {
        Some(image) => ShareImage {
            url: absolute(origin, &image.src),
            alt: image.alt.clone(),
            size: paths::parse_media(&image.src).map(|_| (image.width, image.height)),
        },
        None => ShareImage {
            url: absolute(origin, &card_path(id, words)),
            alt: words.title.clone(),
            size: Some((social_card::WIDTH.into(), social_card::HEIGHT.into())),
        },
    }
}

/// No site that shows link previews accepts SVG, and few accept AVIF.
fn is_widely_shown(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    !path.ends_with(".svg") && !path.ends_with(".avif")
}

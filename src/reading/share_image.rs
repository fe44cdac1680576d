//! The preview image of a page that is shared.

use std::ops::RangeInclusive;

use super::request_url::absolute;
use crate::model::address::paths;
use crate::model::image::Image;
use crate::social_card::{self, CardText, card_path};

/// Widths of preview images in pixels, if there is a choice.
const WIDTHS: RangeInclusive<i64> = 600..=1200;

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
        Some(image) => {
            let size = paths::parse_media(&image.src).map(|_| (image.width, image.height));
            let (path, size) = match choose_size(image) {
                Some((path, size)) => (path, Some(size)),
                None => (image.src.as_str(), size),
            };
            ShareImage { url: absolute(origin, path), alt: image.alt.clone(), size }
        }
        None => ShareImage {
            url: absolute(origin, &card_path(id, words)),
            alt: words.title.clone(),
            size: Some((social_card::WIDTH.into(), social_card::HEIGHT.into())),
        },
    }
}

/// Returns the path and size of the widest smaller version that is wide enough for link previews, if the image itself is
/// wider: some sites do not show what is too large.
fn choose_size(image: &Image) -> Option<(&str, (i64, i64))> {
    let sizes = image.set.split(", ").filter_map(|candidate| {
        let (path, width) = candidate.rsplit_once(' ')?;
        Some((path, width.strip_suffix('w')?.parse::<i64>().ok()?))
    });
    let (path, width) = sizes.filter(|(_, width)| WIDTHS.contains(width)).max_by_key(|(_, width)| *width)?;
    let height = (image.height * width + image.width / 2).checked_div(image.width)?;
    (image.width > *WIDTHS.end() && is_widely_shown(path)).then_some((path, (width, height.max(1))))
}

/// No site that shows link previews accepts SVG, and few accept AVIF.
fn is_widely_shown(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    !path.ends_with(".svg") && !path.ends_with(".avif")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::media::FocalPoint;

    fn image(set: &str) -> Image {
        let [alt, caption] = [String::new(), String::new()];
        Image {
            src: "/media/3/a.jpg".to_owned(),
            alt,
            caption,
            width: 3000,
            height: 4000,
            set: set.to_owned(),
            focus: FocalPoint::default(),
        }
    }

    #[test]
    fn a_smaller_version_is_shared() {
        let words = CardText { title: String::new(), site: String::new(), accent: None };
        let choose = |image: &Image| choose_share_image("https://bao.example", Some(image), 1, &words);
        let set = "/media/3/a-640.jpg 640w, /media/3/a-1200.jpg 1200w, /media/3/a-1920.jpg 1920w, /media/3/a.jpg 3000w";
        let shared = choose(&image(set));
        assert_eq!((shared.url.as_str(), shared.size), ("https://bao.example/media/3/a-1200.jpg", Some((1200, 1600))));
        let shared = choose(&image("/media/3/a-320.webp 320w, /media/3/a-640.webp 640w, /media/3/a.jpg 3000w"));
        assert_eq!(shared.size, Some((640, 853)));
        assert_eq!(choose(&image("/media/3/a-320.webp 320w, /media/3/a.jpg 3000w")).size, Some((3000, 4000)));
        let original = ("https://bao.example/media/3/a.jpg", Some((3000, 4000)));
        let shared = choose(&image(""));
        assert_eq!((shared.url.as_str(), shared.size), original);
        let narrow = Image { width: 900, height: 600, ..image("/media/3/a-640.jpg 640w, /media/3/a.jpg 900w") };
        assert_eq!(choose(&narrow).size, Some((900, 600)));
    }
}

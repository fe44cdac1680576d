//! Addresses of pictures at a content delivery network in front of the site.

use crate::model::address::paths;
use crate::model::post::Image;
use crate::model::view::View;
use crate::text::pictures;

/// Makes the addresses of the library's pictures in a view begin with an origin. Empty: they stay as they are.
pub fn place_pictures(mut view: View, origin: &str) -> View {
    if origin.is_empty() {
        return view;
    }
    match &mut view {
        View::Listing(listing) => {
            listing.posts.iter_mut().filter_map(|post| post.image.as_mut()).for_each(|image| place(image, origin));
        }
        View::Post(post) | View::Page(post) => {
            post.html = pictures::place(&post.html, origin);
            post.image.iter_mut().for_each(|image| place(image, origin));
        }
        View::Search(_) | View::Moved(_) => {}
    }
    view
}

/// Makes the addresses of a picture of the library begin with an origin. Empty: they stay as they are.
pub fn place_image(mut image: Image, origin: &str) -> Image {
    if !origin.is_empty() {
        place(&mut image, origin);
    }
    image
}

fn place(image: &mut Image, origin: &str) {
    if paths::parse_media(&image.src).is_some() {
        image.src.insert_str(0, origin);
        image.set = pictures::place_set(&image.set, origin);
    }
}

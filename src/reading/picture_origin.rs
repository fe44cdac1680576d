//! Addresses of pictures at a content delivery network in front of the site.

use crate::model::address::paths;
use crate::model::image::Image;
use crate::model::view::View;
use crate::text::pictures;

/// Makes the addresses of the library's pictures in a view begin with an origin. Empty: they stay as they are.
pub fn place_pictures(mut view: View, origin: &str) -> View {
    if origin.is_empty() {
        return view;
    }
    match &mut view {
        View::Listing(listing) => {
            let portrait = listing.author.iter_mut().filter_map(|author| author.portrait.as_mut());
            portrait.for_each(|image| place(image, origin));
            let in_sections = listing.sections.iter_mut().flat_map(|section| &mut section.posts);
            let of_posts = listing.posts.iter_mut().chain(in_sections).filter_map(|post| post.image.as_mut());
            of_posts.chain(&mut listing.image).for_each(|image| place(image, origin));
            for section in &mut listing.sections {
                let authors = section.posts.iter_mut().filter_map(|post| post.author.as_mut());
                authors.filter_map(|author| author.portrait.as_mut()).for_each(|image| place(image, origin));
                section.html = pictures::place(&section.html, origin);
            }
        }
        View::Post(post) | View::Page(post) => {
            post.html = pictures::place(&post.html, origin);
            let portrait = post.author.iter_mut().filter_map(|author| author.portrait.as_mut());
            let related = post.related.iter_mut().filter_map(|post| post.image.as_mut());
            post.image.iter_mut().chain(portrait).chain(related).for_each(|image| place(image, origin));
        }
        View::Search(search) => {
            search.hits.iter_mut().filter_map(|hit| hit.image.as_mut()).for_each(|image| place(image, origin));
        }
        View::Moved(_) => {}
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

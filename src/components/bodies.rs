use leptos::prelude::document;

use crate::model::view::View;

/// Gives a view the bodies back that [`crate::model::codec`] has left out, from the hydrated page that shows them: so
/// that the page can be shown again without asking for it.
pub fn restore(view: &mut View) {
    match view {
        View::Post(post) | View::Page(post) => {
            post.html = inner_html("article > .prose");
            if let Some(author) = &mut post.author {
                author.biography = inner_html(".author-box > .biography");
            }
            for comment in &mut post.discussion.comments {
                comment.html = inner_html(&format!("#comment-{} > .prose", comment.id));
            }
        }
        View::Listing(listing) => listing.description = inner_html(".listing-header > .description"),
        View::Moved(_) => {}
    }
}

fn inner_html(selector: &str) -> String {
    let found = document().query_selector(selector).ok().flatten();
    found.map(|element| element.inner_html()).unwrap_or_default()
}

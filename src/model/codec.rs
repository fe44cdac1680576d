//! How page data travels inside the page for hydration: without the HTML that the page already shows.

use leptos::server::codee::{Decoder, Encoder};

use super::view::{View, Viewed};

/// JSON without the bodies. The browser hydrates over the HTML that is there and never reads these fields
/// again, so an article does not travel twice. Views fetched later, by `read_view`, are whole.
pub struct Bodiless;

impl Encoder<Viewed> for Bodiless {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(viewed: &Viewed) -> Result<String, serde_json::Error> {
        // Only the server encodes; this keeps the code for it out of the client.
        if !cfg!(feature = "ssr") {
            return Ok(String::new());
        }
        let mut viewed = viewed.clone();
        match &mut viewed {
            Ok(View::Post(post) | View::Page(post)) => {
                post.html.clear();
                if let Some(author) = &mut post.author {
                    author.biography.clear();
                }
                for comment in &mut post.discussion.comments {
                    comment.html.clear();
                }
            }
            Ok(View::Listing(listing)) => listing.description.clear(),
            Ok(View::Moved(_)) | Err(_) => {}
        }
        serde_json::to_string(&viewed)
    }
}

impl Decoder<Viewed> for Bodiless {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Viewed, serde_json::Error> {
        serde_json::from_str(text)
    }
}

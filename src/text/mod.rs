//! Text: Markdown and HTML made safe, folding, slugs, excerpts, differences. Knows nothing of the rest of the crate but
//! the model's types.

pub mod absolute;
pub mod body;
pub mod comment;
pub mod difference;
pub mod email;
pub mod excerpt;
pub mod fold;
pub mod highlight;
pub mod invisible;
mod letter;
pub mod lookalike;
pub mod markdown;
pub mod paragraph;
pub mod parse;
pub mod pictures;
pub mod plain;
pub mod sanitizer;
pub mod search;
pub mod slug;
pub mod words;

pub use body::{Body, Format};
pub use comment::CommentBody;
pub use email::is_email;
pub use fold::fold;
pub use slug::slugify;

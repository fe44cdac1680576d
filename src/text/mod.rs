//! Text: Markdown and HTML made safe, folding, slugs, excerpts. Knows nothing of the rest of the crate.

pub mod body;
pub mod comment;
pub mod email;
pub mod excerpt;
pub mod fold;
pub mod highlight;
pub mod markdown;
pub mod paragraph;
pub mod plain;
pub mod sanitizer;
pub mod slug;

pub use body::{Body, Format};
pub use comment::CommentBody;
pub use email::is_email;
pub use fold::fold;
pub use slug::slugify;

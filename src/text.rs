//! Text processing: sanitizing of Markdown and HTML, folding, slugs, excerpts, diffs. Depends on no other module of the
//! crate except the types in `model`.

pub mod absolute_urls;
pub mod body;
pub mod body_insertion;
pub mod comment;
pub mod difference;
pub mod email;
pub mod embed;
pub mod emoji;
pub mod excerpt;
pub mod fold;
pub mod footnotes;
pub mod formatted_lines;
pub mod grouped_number;
pub mod invisible;
mod letters;
pub mod lookalike;
pub mod markdown;
pub mod normalization;
pub mod old_path;
pub mod paragraph;
pub mod parse;
pub mod pictures;
pub mod plain_text;
pub mod sanitizer;
pub mod search;
pub mod slug;
pub mod snippet;
pub mod sponsored_links;
pub mod syntax_highlight;
pub mod to_markdown;
pub mod unspaced_scripts;
pub mod word_segmentation;

pub use body::{Body, Format};
pub use comment::CommentBody;
pub use email::is_email;
pub use fold::fold;
pub use slug::slugify;

//! WordPress: its export files (WXR 1.0 to 1.2), and its content as clean HTML.

mod attachments;
mod blocks;
pub mod content;
mod dates;
mod embeds;
mod galleries;
mod html_tokenizer;
mod item;
pub mod links;
mod markup;
mod paragraphs;
pub mod permalinks;
mod reader;
mod references;
mod shortcodes;
mod source;
pub mod upload_addresses;
mod xml;

pub use attachments::Attachments;
pub use content::ContentContext;
pub use reader::{ReadError, ReadProblem, WxrReader};

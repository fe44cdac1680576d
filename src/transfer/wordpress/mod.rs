//! WordPress: its export files (WXR 1.0 to 1.2), and its content as clean HTML.

pub mod attachments;
pub mod blocks;
pub mod content;
pub mod dates;
mod embeds;
mod galleries;
mod item;
mod links;
mod markup;
pub mod paragraphs;
pub mod permalinks;
pub mod reader;
pub mod shortcodes;
mod source;
mod tags;
mod xml;

pub use attachments::Attachments;
pub use reader::{ReadError, Reader};

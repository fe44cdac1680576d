//! WordPress: its export files (WXR 1.0 to 1.2), and its content as clean HTML.

mod attachments;
mod blocks;
pub mod content;
mod dates;
mod embeds;
mod galleries;
mod item;
pub mod links;
mod markup;
mod paragraphs;
pub mod permalinks;
mod reader;
mod references;
mod shortcodes;
mod source;
mod tags;
pub mod uploads;
mod xml;

pub use attachments::Attachments;
pub use content::Context;
pub use reader::{Problem, ReadError, Reader};

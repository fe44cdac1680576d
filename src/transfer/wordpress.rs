//! WordPress: reads export files (WXR 1.0 to 1.2), and converts content to clean HTML.

mod attachments;
mod blocks;
pub mod content;
mod content_context;
mod dates;
pub mod embeds;
pub mod gallery;
mod html_tokenizer;
mod item;
pub mod links;
mod markup;
mod moved_files;
mod paragraphs;
pub mod permalinks;
mod players;
mod read_error;
mod reader;
mod references;
mod shortcodes;
pub mod source;
mod surrogates;
pub mod upload_addresses;
pub mod xml;
mod xml_element;
mod xml_structure;
mod xml_warnings;

pub use attachments::Attachments;
pub use content_context::ContentContext;
pub use moved_files::MovedFiles;
pub use read_error::{ReadError, ReadProblem};
pub use reader::WxrReader;

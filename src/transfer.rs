//! Import and export. Readers convert other systems' content to [`record::ImportRecord`]s, and the writer stores these.

pub mod archive;
mod csv;
mod discussion;
pub mod disqus;
pub mod feed;
mod first_pass;
pub mod ghost;
mod import;
mod import_error;
mod import_warning;
mod import_writer;
pub mod isso;
mod json_fields;
mod json_repair;
pub mod markdown;
pub mod medium;
mod pipeline;
mod prepare;
mod progress;
pub mod record;
pub mod remark42;
pub mod report;
mod sample_site;
mod source_file;
pub mod substack;
mod two_passes;
pub mod uploads;
pub mod wordpress;

pub use import::{ImportOptions, import_markdown, import_wordpress, import_wordpress_files};
pub use import_error::ImportError;
pub use progress::ImportProgress;
pub use report::ImportReport;
pub use sample_site::{has_sample, remove_sample, seed_sample};

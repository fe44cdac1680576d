//! Import and export. Readers convert other systems' content to [`record::ImportRecord`]s, and the writer stores these.

pub mod archive;
mod first_pass;
mod import;
mod import_error;
mod import_warning;
mod import_writer;
pub mod markdown;
mod pipeline;
mod prepare;
mod progress;
pub mod record;
pub mod report;
mod sample_site;
pub mod uploads;
pub mod wordpress;

pub use import::{ImportOptions, import_markdown, import_wordpress, import_wordpress_files};
pub use import_error::ImportError;
pub use progress::ImportProgress;
pub use report::ImportReport;
pub use sample_site::{has_sample, remove_sample, seed_sample};

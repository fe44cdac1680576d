//! Content in and out: readers turn what another system wrote into [`record::ImportRecord`]s, the writer stores them.

pub mod archive;
mod import;
mod import_writer;
pub mod markdown;
mod pipeline;
mod prepare;
pub mod record;
pub mod report;
mod sample_site;
pub mod uploads;
pub mod wordpress;

pub use import::{ImportError, ImportOptions, ImportProgress, import_markdown, import_wordpress};
pub use report::ImportReport;
pub use sample_site::seed_sample;
pub use wordpress::permalinks::normalise;

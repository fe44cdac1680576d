//! Content in and out: readers turn what another system wrote into [`record::Record`]s, the writer stores them.

pub mod archive;
mod import;
mod line;
pub mod markdown;
mod prepare;
pub mod record;
pub mod report;
mod sample;
pub mod uploads;
pub mod wordpress;
mod writer;

pub use import::{ImportError, Options, Progress, import_markdown, import_wordpress};
pub use report::Report;
pub use sample::seed_sample;
pub use wordpress::permalinks::normalise;

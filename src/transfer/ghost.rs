//! Ghost: reads its JSON export (versions 0 to 6).

mod card;
mod content;
mod dates;
mod entry;
mod export;
mod lexical;
mod mobiledoc;
mod pass;
mod picture_sizes;
mod reader;
mod site;
mod tables;

use std::io::BufRead;
use std::path::Path;

pub use export::GhostError;
pub use pass::Pass;
pub use reader::GhostReader;
use tables::Tables;

use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::report::ImportReport;
use super::source_file;
use super::two_passes::{look_ahead, stream, write};
use crate::store::Store;

/// Imports an export. `url` is the address of the old site, which the file does not contain, or an empty text.
pub async fn import(
    store: &Store,
    file: &Path,
    url: &str,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let open = |round| source_file::open(file, &options.progress, round, 3);
    let failed = |error: GhostError| ImportError::of(file, error);
    let reader = survey(open(0)?, file, url).map_err(failed)?;
    let pass = |pass, input| {
        let reader = reader.clone();
        let path = file.to_owned();
        stream(move |sink| reader.read(input, pass, sink).map_err(|error| ImportError::of(&path, error)))
    };
    let first = look_ahead(store, options, pass(Pass::First, open(1)?)).await?;
    write(store, options, first, pass(Pass::Second, open(2)?)).await
}

/// Reads everything but the posts: they refer to it, and come first in the file. `file` is for warnings.
///
/// # Errors
/// If the file is no export, or ends too soon.
pub fn survey(input: impl BufRead, file: &Path, url: &str) -> Result<GhostReader, GhostError> {
    let mut tables = Tables::default();
    let faults = export::read(input, &mut |table, row| {
        tables.see(table, &row);
        true
    })?;
    tables.settle();
    Ok(GhostReader::new(tables, url, file, faults))
}

#[cfg(test)]
mod tests;

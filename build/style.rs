use std::error::Error;
use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};

/// Joins a style sheet with those it imports, and takes out what browsers do not need. Nothing is rewritten for old
/// browsers: `style/` uses what all current ones have.
pub fn bundle(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // The errors borrow from the files: their texts do not.
    let mut sheet = bundler.bundle(Path::new(path)).map_err(|error| error.to_string())?;
    sheet.minify(MinifyOptions::default()).map_err(|error| error.to_string())?;
    let css = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })?;
    Ok(css.code.into_bytes())
}

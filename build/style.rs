use std::error::Error;
use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};

/// Bundles a style sheet with its imports and minifies it. Nothing is transpiled for old browsers: `style/` uses only
/// features that all current browsers support.
pub fn bundle(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // The errors borrow from `files`, so convert them to strings.
    let mut sheet = bundler.bundle(Path::new(path)).map_err(|error| error.to_string())?;
    sheet.minify(MinifyOptions::default()).map_err(|error| error.to_string())?;
    let css = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })?;
    Ok(css.code.into_bytes())
}

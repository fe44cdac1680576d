use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::client::Effort;
use crate::embed::File;

/// A compressed form is embedded only if its size is below this share of the original.
const WORTH: f64 = 0.95;

/// Writes a file and its compressed forms to `out`, and returns Rust code that embeds them.
pub fn write(out: &Path, file: &File, effort: Effort) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    file.content.hash(&mut hasher);
    let digest = format!("{:016x}", hasher.finish());
    let include = |form: &str, content: &[u8]| -> io::Result<String> {
        let path = out.join(format!("{digest}.{form}"));
        fs::write(&path, content)?;
        Ok(format!("include_bytes!({:?})", path.display().to_string()))
    };
    let mut forms = Vec::new();
    for (form, content) in [("br", brotli(&file.content, effort)?), ("gz", gzip(&file.content, effort)?)] {
        let saves = (content.len() as f64) < file.content.len() as f64 * WORTH;
        forms.push(if saves { format!("Some({})", include(form, &content)?) } else { "None".to_owned() });
    }
    Ok(format!(
        "Asset {{ path: {:?}, content_type: {:?}, etag: {:?}, identity: {}, brotli: {}, gzip: {} }}",
        file.path,
        content_type(&file.path),
        format!("\"{digest}\""),
        include("raw", &file.content)?,
        forms[0],
        forms[1],
    ))
}

fn brotli(content: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let quality = if effort == Effort::Small { 11 } else { 1 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut io::Cursor::new(content), &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
    let level = if effort == Effort::Small { Compression::best() } else { Compression::fast() };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    encoder.finish()
}

/// Media types of the embedded files (IANA).
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}

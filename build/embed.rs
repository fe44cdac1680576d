use std::error::Error;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::client::Effort;
use crate::{client, compress, editor, style};

/// A file to embed: its URL path and its content.
pub struct File {
    pub path: String,
    pub content: Vec<u8>,
}

/// Writes `assets.rs`, which `src/server/assets.rs` includes.
pub fn run() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    if env::var("PROFILE")? != "release" {
        fs::write(out.join("assets.rs"), assets("", &[], &[]))?;
        return Ok(());
    }
    for watched in ["src", "style", "public", "Cargo.toml", "Cargo.lock", "build"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let effort = Effort::of_profile()?;
    // First, since it fails at once if Node.js is missing.
    let editor = editor::build()?;
    let mut files = client::build(&out, "hydrate", "longan", effort)?;
    files.extend(client::build(&out, "admin", "admin", effort)?);
    for (sheet, name) in [("style/main.css", "longan.css"), ("style/admin.css", "admin.css")] {
        files.push(File { path: name.to_owned(), content: style::bundle(sheet)? });
    }
    files.extend(editor);
    let release = digest(&files);
    let public = read_public(Path::new("public"), "")?;
    let client = compress_all(&out, &files, effort)?;
    let public = compress_all(&out, &public, effort)?;
    fs::write(out.join("assets.rs"), assets(&release, &client, &public))?;
    Ok(())
}

/// Identifies the client files of a release.
fn digest(files: &[File]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.path.hash(&mut hasher);
        file.content.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn read_public(folder: &Path, prefix: &str) -> Result<Vec<File>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => files.extend(read_public(&entry.path(), &path)?),
            false => files.push(File { path, content: fs::read(entry.path())? }),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Writes all files with their compressed forms and returns the Rust code that embeds them. Compression takes most of
/// the time, so two threads share it.
fn compress_all(out: &Path, files: &[File], effort: Effort) -> Result<Vec<String>, Box<dyn Error>> {
    let middle = files.len().div_ceil(2);
    let (first, second) = files.split_at(middle);
    let work =
        |files: &[File]| files.iter().map(|file| compress::write(out, file, effort)).collect::<Result<Vec<_>, _>>();
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(second));
        (work(first), other.join())
    });
    let second = second.map_err(|_| "compressing the files failed")??;
    Ok(first?.into_iter().chain(second).collect())
}

fn assets(release: &str, client: &[String], public: &[String]) -> String {
    let mut code = String::new();
    let _ = writeln!(code, "/// Names this build's client; empty when there is none.");
    let _ = writeln!(code, "pub const RELEASE: &str = {release:?};");
    for (name, files) in [("CLIENT", client), ("PUBLIC", public)] {
        let _ = writeln!(code, "static {name}: &[Asset] = &[{}];", files.join(", "));
    }
    code
}

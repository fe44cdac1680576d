//! Tells by the content of files which system they come from.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::model::admin::import::ImportSystem;

/// How many files and folders are looked at, and how deep.
const MOST: usize = 100_000;
const DEEPEST: usize = 12;
/// How much of a file is read.
const HEAD: u64 = 64 * 1024;
/// Where the files of a site may be, relative to a folder.
const UPLOADS: [&str; 4] = ["wp-content/uploads", "uploads", "content/images", "images"];
const PICTURES: [&str; 6] = ["jpg", "jpeg", "png", "gif", "webp", "avif"];

/// The files of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFiles {
    pub system: ImportSystem,
    /// One file or folder; of WordPress, perhaps several files.
    pub paths: Vec<PathBuf>,
    /// The folder of the old site's files.
    pub media: Option<PathBuf>,
}

/// Finds the files of an export in a folder: of the system that was chosen, or of the one that is recognized.
pub fn recognize(folder: &Path, chosen: Option<ImportSystem>) -> Option<FoundFiles> {
    let mut found = Listing::default();
    found.walk(folder, 0);
    found.files.sort();
    found.folders.sort();
    let known: Vec<(ImportSystem, &PathBuf)> =
        found.files.iter().filter_map(|file| Some((of_file(file)?, file))).collect();
    let system = chosen.or_else(|| {
        // In the order of the systems: a folder with Markdown may have a feed, too.
        ImportSystem::ALL.into_iter().find(|system| known.iter().any(|(known, _)| known == system))
    })?;
    let own = known.iter().filter(|(known, _)| *known == system).map(|(_, file)| *file);
    let paths: Vec<PathBuf> = match system {
        ImportSystem::WordPress => own.cloned().collect(),
        // The file is `posts/….html`, or `posts.csv`.
        ImportSystem::Medium => own.filter_map(|file| Some(file.parent()?.parent()?.to_owned())).take(1).collect(),
        ImportSystem::Substack => own.filter_map(|file| Some(file.parent()?.to_owned())).take(1).collect(),
        ImportSystem::Markdown => vec![top(folder)],
        _ => own.take(1).cloned().collect(),
    };
    // Of a system that was chosen, the importer says what is wrong with the file.
    let paths = if paths.is_empty() { found.files.iter().take(1).cloned().collect() } else { paths };
    if paths.is_empty() {
        return None;
    }
    let takes_media = matches!(system, ImportSystem::WordPress | ImportSystem::Ghost);
    Some(FoundFiles { system, paths, media: takes_media.then(|| found.media(folder)).flatten() })
}

#[derive(Default)]
struct Listing {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Listing {
    fn walk(&mut self, folder: &Path, depth: usize) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.filter_map(Result::ok) {
            if self.files.len() + self.folders.len() >= MOST {
                return;
            }
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_file() => self.files.push(path),
                Ok(kind) if kind.is_dir() && depth < DEEPEST => {
                    self.folders.push(path.clone());
                    self.walk(&path, depth + 1);
                }
                _ => {}
            }
        }
    }

    /// Finds the folder of the old site's files.
    fn media(&self, folder: &Path) -> Option<PathBuf> {
        let all = || std::iter::once(folder).chain(self.folders.iter().map(PathBuf::as_path));
        if let Some(found) = all().find(|path| UPLOADS.iter().any(|place| path.join(place).is_dir())) {
            return Some(found.to_owned());
        }
        // A part of it, such as `2021/03/a.jpg`.
        let picture = self.files.iter().find(|file| PICTURES.contains(&extension(file).as_str()))?;
        let below = picture.strip_prefix(folder).ok()?;
        match below.components().count() {
            0 | 1 => Some(folder.to_owned()),
            _ => Some(folder.join(below.components().next()?)),
        }
    }
}

/// Returns the system of a file.
fn of_file(file: &Path) -> Option<ImportSystem> {
    let name = file.file_name()?.to_string_lossy().to_lowercase();
    let is_below_posts = file.parent()?.file_name().is_some_and(|folder| folder == "posts");
    match extension(file).as_str() {
        "md" | "markdown" | "mdx" => return (name != "readme.md").then_some(ImportSystem::Markdown),
        "html" if is_below_posts => {
            let head = head(file)?;
            // Its archive is in the format of h-entry (microformats).
            return (head.contains("h-entry") && head.contains("medium.com")).then_some(ImportSystem::Medium);
        }
        "csv" => return head(file)?.lines().next()?.contains("post_id").then_some(ImportSystem::Substack),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "mp4" | "mp3" | "pdf" | "html" => return None,
        _ => {}
    }
    let head = head(file)?;
    let start = head.trim_start_matches('\u{feff}').trim_start();
    match () {
        () if head.starts_with("SQLite format 3") => Some(ImportSystem::Isso),
        () if head.contains("wordpress.org/export/") => Some(ImportSystem::WordPress),
        () if start.starts_with('<') && head.contains("<disqus") => Some(ImportSystem::Disqus),
        () if start.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| head.contains(tag)) => {
            Some(ImportSystem::Feed)
        }
        () if start.starts_with('{') && (head.contains("\"locator\"") || head.contains("\"users\":[")) => {
            Some(ImportSystem::Remark42)
        }
        () if start.starts_with('{') && (head.contains("\"db\"") || head.contains("\"exported_on\"")) => {
            Some(ImportSystem::Ghost)
        }
        () if start.starts_with('\u{1f}') && name.contains("backup") => Some(ImportSystem::Remark42),
        () => None,
    }
}

fn head(file: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(file).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn extension(file: &Path) -> String {
    file.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Returns the folder, or the only one in it that is not alone with other files.
fn top(folder: &Path) -> PathBuf {
    let mut top = folder.to_owned();
    for _ in 0..DEEPEST {
        let entries: Vec<PathBuf> =
            fs::read_dir(&top).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
        match entries.as_slice() {
            [only] if only.is_dir() => top.clone_from(only),
            _ => break,
        }
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(files: &[(&str, &str)]) -> Option<FoundFiles> {
        let place = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = place.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        let mut found = recognize(place.path(), None)?;
        let inside = |path: &PathBuf| path.strip_prefix(place.path()).unwrap().to_owned();
        found.paths = found.paths.iter().map(inside).collect();
        found.media = found.media.as_ref().map(inside);
        Some(found)
    }

    #[test]
    fn systems_are_recognized_by_content() {
        let wxr = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">";
        let found = system(&[("a.xml", wxr), ("b.txt", wxr), ("u/wp-content/uploads/2021/a.jpg", "")]).unwrap();
        assert_eq!((found.system, found.paths.len()), (ImportSystem::WordPress, 2));
        assert_eq!(found.media, Some("u".into()));
        for (files, expected, path) in [
            (&[("a.json", "{\"db\":[{\"meta\":{\"exported_on\":1")][..], ImportSystem::Ghost, "a.json"),
            (&[("a.xml", "<?xml version='1.0'?><feed>")], ImportSystem::Feed, "a.xml"),
            (&[("a.xml", "<?xml?><disqus xmlns=\"http://disqus.com\">")], ImportSystem::Disqus, "a.xml"),
            (
                &[("x/posts/a.html", "<article class=\"h-entry\"><a href=\"https://medium.com/p/1\">")],
                ImportSystem::Medium,
                "x",
            ),
            (&[("x/posts.csv", "post_id,post_date"), ("x/posts/1.a.html", "<p>")], ImportSystem::Substack, "x"),
            (&[("site/content/a.md", "# A"), ("site/config.toml", "")], ImportSystem::Markdown, "site"),
            (&[("a.db", "SQLite format 3\0")], ImportSystem::Isso, "a.db"),
            (&[("a.txt", "{\"version\":1,\"users\":[]}")], ImportSystem::Remark42, "a.txt"),
        ] {
            let found = system(files).unwrap();
            assert_eq!((found.system, found.paths), (expected, vec![PathBuf::from(path)]), "{files:?}");
        }
        assert_eq!(system(&[("a.txt", "Just a text")]), None);
    }
}

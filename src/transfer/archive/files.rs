//! Finds and reads the files of posts.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::strict_front_matter::StrictFrontMatter;
use super::{ArchiveError, COMMENTS, RENDERED, json_lines, render};
use crate::store::archive::CommentRecord;
use crate::text::body::Body;
use crate::transfer::markdown::MarkdownFile;

/// Lists the main files of the posts in a folder, by name. Empty if the folder does not exist.
pub fn list_posts(folder: &Path) -> Result<Vec<PathBuf>, ArchiveError> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found.collect::<Result<Vec<_>, _>>(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let found = found.map_err(|error| ArchiveError::Read { path: folder.to_owned(), error })?;
    let mut files: Vec<PathBuf> = found.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        (name.ends_with(".md") || name.ends_with(".html")) && !name.ends_with(RENDERED)
    });
    files.sort();
    Ok(files)
}

/// The content of a post's files, rendered for storing.
pub struct PostFiles {
    /// The main file, with the front matter.
    pub source: MarkdownFile,
    /// `markdown` or `html`.
    pub format: &'static str,
    /// Without the sizes and `srcset` of its pictures.
    pub body: Body,
    pub comments: Vec<ArchivedComment>,
}

/// A comment, its line number, and its rendered HTML.
pub struct ArchivedComment {
    pub line: u64,
    pub comment: CommentRecord,
    pub html: String,
}

impl PostFiles {
    /// Reads the files of a post. `file` is the main one.
    pub fn read(file: &Path) -> Result<PostFiles, ArchiveError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| ArchiveError::Read { path, error }
        };
        let text = fs::read_to_string(file).map_err(failed(file))?;
        let source = MarkdownFile { path: file.to_owned(), text, ..MarkdownFile::default() };
        let format = if file.extension().is_some_and(|ending| ending == "html") { "html" } else { "markdown" };
        let beside = sibling(file, RENDERED);
        let rendered = match fs::read_to_string(&beside) {
            Ok(html) => Some(html),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&beside)(error)),
        };
        let body = render::plain_body(StrictFrontMatter::read(&source)?.body(), format, rendered.as_deref());
        let comments = json_lines::read::<CommentRecord>(&sibling(file, COMMENTS))?.map(|line| {
            let (line, comment) = line?;
            let html = render::comment(&comment.source, comment.html.as_deref());
            Ok(ArchivedComment { line, comment, html })
        });
        let comments = comments.collect::<Result<_, ArchiveError>>()?;
        Ok(PostFiles { source, format, body, comments })
    }
}

/// Returns the path of another file of the same post.
pub fn sibling(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(ending);
    file.with_file_name(name)
}

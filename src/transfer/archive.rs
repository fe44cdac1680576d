//! The whole site as a folder of files that people and other programs can read, and the way back.
//!
//! | file | what is in it |
//! | --- | --- |
//! | `site.json` | the version of this format, and the settings |
//! | `authors.jsonl` `categories_and_tags.jsonl` `menu.jsonl` `redirects.jsonl` `media.jsonl` | one JSON object a line |
//! | `blocks.jsonl` `spam.jsonl` | the rules that block comments, and what the spam score has learned, one a line |
//! | `posts/<slug>.md` `pages/<slug>.md` | front matter (YAML) and the source; `.html` where the source is HTML |
//! | `posts/<slug>.rendered.html` | what readers see, where the source alone does not make it: imported shortcodes |
//! | `posts/<slug>.comments.jsonl` | the comments, one a line |
//! | `posts/<slug>.revisions.jsonl` | the earlier versions, one a line |
//! | `media/<number>/<name>` | the pictures, under the addresses they have on the site |
//!
//! Numbers are kept, since addresses are made of them. Accounts, passwords of accounts, sessions and secrets stay behind,
//! and with them who saved a version; drafts, email addresses and the passwords of protected posts come along.

mod export;
mod files;
mod front_matter;
mod import;
mod json_lines;
mod post;
mod render;

#[cfg(test)]
mod tests;

pub use export::{Exported, export};
pub use import::import;

use std::io;
use std::path::PathBuf;

use super::markdown::MarkdownError;

/// The format's version: a folder of another one is refused.
const VERSION: u32 = 1;

const SITE: &str = "site.json";
const AUTHORS: &str = "authors.jsonl";
const TERMS: &str = "categories_and_tags.jsonl";
const MENU: &str = "menu.jsonl";
const REDIRECTS: &str = "redirects.jsonl";
const BLOCKS: &str = "blocks.jsonl";
const LESSONS: &str = "spam.jsonl";
const MEDIA: &str = "media.jsonl";
const MEDIA_FOLDER: &str = "media";
const RENDERED: &str = ".rendered.html";
const COMMENTS: &str = ".comments.jsonl";
const REVISIONS: &str = ".revisions.jsonl";

/// Why an archive was not written or not read. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("{} is there already and not empty", .0.display())]
    Exists(PathBuf),
    #[error("cannot write {}: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    #[error("cannot read {}: {error}", path.display())]
    Read { path: PathBuf, error: io::Error },
    #[error("{} is not an archive of Longan", .0.display())]
    Foreign(PathBuf),
    #[error("{} is an archive of version {found}; this Longan reads version {VERSION}", path.display())]
    Version { path: PathBuf, found: u32 },
    #[error("{}{}: {problem}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
    Malformed { path: PathBuf, line: Option<u64>, problem: String },
    #[error(transparent)]
    Post(#[from] MarkdownError),
    #[error("the database has content already; an archive goes into an empty one")]
    NotEmpty,
    #[error("the database failed: {0}")]
    Store(#[from] sqlx::Error),
}

impl ArchiveError {
    /// What the database does not take is the fault of the file it comes from.
    fn refused(path: &std::path::Path, line: Option<u64>) -> impl Fn(sqlx::Error) -> ArchiveError {
        move |error| match error {
            sqlx::Error::Database(error) => {
                ArchiveError::Malformed { path: path.to_owned(), line, problem: error.to_string() }
            }
            error => ArchiveError::Store(error),
        }
    }
}

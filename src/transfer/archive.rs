//! Exports the whole site to a folder of files that people and other programs can read, and imports it again.
//!
//! | file | content |
//! | --- | --- |
//! | `site.json` | the version of this format, and the settings |
//! | `authors.jsonl` `categories_and_tags.jsonl` `menu.jsonl` `front_page.jsonl` `redirects.jsonl` `media.jsonl` | a JSON object per line |
//! | `placements.jsonl` `snippets.jsonl` | what stands in the slots of pages, and code of other services |
//! | `blocks.jsonl` `spam.jsonl` | the rules that block comments, and the spam filter's token counts, one per line |
//! | `posts/<slug>.md` `pages/<slug>.md` | front matter (YAML) and the source; `.html` if the source is HTML |
//! | `posts/<slug>.rendered.html` | the rendered HTML, if the source does not reproduce it: imported shortcodes |
//! | `posts/<slug>.comments.jsonl` | the comments, one per line |
//! | `posts/<slug>.revisions.jsonl` | the earlier versions, one per line |
//! | `media/<ID>/<name>` | the pictures and other files, with the same paths as on the site |
//!
//! IDs are kept, since URLs contain them. User accounts, their passwords, sessions and secrets are not exported; of the
//! users who saved a version, only the names are. Drafts, email addresses and the passwords of protected posts are
//! exported.

mod export;
mod files;
mod front_matter;
mod import;
mod json_lines;
mod post;
mod render;
mod strict_front_matter;

#[cfg(test)]
mod tests;

pub use export::{Exported, export};
pub use import::import;

use std::io;
use std::path::PathBuf;

use super::markdown::MarkdownError;
use crate::store::files::FileError;

/// The version of the format. Archives of other versions are rejected.
const VERSION: u32 = 1;

const SITE: &str = "site.json";
const AUTHORS: &str = "authors.jsonl";
const TERMS: &str = "categories_and_tags.jsonl";
const MENU: &str = "menu.jsonl";
const FRONT_PAGE: &str = "front_page.jsonl";
const REDIRECTS: &str = "redirects.jsonl";
const PLACEMENTS: &str = "placements.jsonl";
const SNIPPETS: &str = "snippets.jsonl";
const BLOCKS: &str = "blocks.jsonl";
const LESSONS: &str = "spam.jsonl";
const MEDIA: &str = "media.jsonl";
const MEDIA_FOLDER: &str = "media";
const RENDERED: &str = ".rendered.html";
const COMMENTS: &str = ".comments.jsonl";
const REVISIONS: &str = ".revisions.jsonl";

/// Why an export or import failed. Nothing was changed.
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
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the database failed: {0}")]
    Store(#[from] sqlx::Error),
}

impl ArchiveError {
    /// Returns a function that reports a row rejected by the database as an error in the file it comes from.
    fn refused(path: &std::path::Path, line: Option<u64>) -> impl Fn(sqlx::Error) -> ArchiveError {
        move |error| match error {
            sqlx::Error::Database(error) => {
                ArchiveError::Malformed { path: path.to_owned(), line, problem: error.to_string() }
            }
            error => ArchiveError::Store(error),
        }
    }
}

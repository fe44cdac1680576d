use std::path::PathBuf;
use std::process::ExitCode;

use super::{CommandError, open};
use crate::config::Settings;
use crate::i18n::count_of;
use crate::store::backup::{self, CopyContent, Existing};

/// Runs `longan backup`. The site may be served meanwhile.
pub async fn run(settings: Settings, file: PathBuf, force: bool) -> Result<ExitCode, CommandError> {
    let existing = if force { Existing::Replace } else { Existing::Refuse };
    let content = match settings.database.url {
        None => backup::back_up(&settings.database.file, &file, existing).await?,
        Some(_) => {
            let store = open(&settings).await?;
            let content = backup::back_up_store(&store, &file, existing).await;
            store.close().await;
            content?
        }
    };
    println!("{}", describe(&file.display().to_string(), content));
    if let Some(notice) = describe_stored(&settings, content) {
        println!("{notice}");
    }
    println!("read back: sound. It holds secrets: only its owner can read it");
    Ok(ExitCode::SUCCESS)
}

/// Says which files are not in a copy, if some are in the storage.
pub fn describe_stored(settings: &Settings, content: CopyContent) -> Option<String> {
    let url = settings.storage.url.as_ref().map_or_else(|| "the storage".to_owned(), ToString::to_string);
    (content.stored > 0).then(|| {
        format!(
            "notice: not in this file, but in {url}: {}. `longan media move --to database` first makes it complete; \
             `longan export` writes all",
            count_of(content.stored, "file", "files")
        )
    })
}

/// Describes the content of a backup for terminal output.
pub fn describe(place: &str, content: CopyContent) -> String {
    let CopyContent { bytes, posts, comments, terms, .. } = content;
    let size = indicatif::HumanBytes(bytes);
    format!("{place}: {size}, {}", describe_counts((posts, comments, terms)))
}

/// Describes the numbers of posts and pages, comments, and terms for terminal output.
pub fn describe_counts((posts, comments, terms): (i64, i64, i64)) -> String {
    let posts = count_of(posts, "post or page", "posts and pages");
    let comments = count_of(comments, "comment", "comments");
    format!("{posts}, {comments}, {}", count_of(terms, "category or tag", "categories and tags"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(describe_counts((1, 1, 1)), "1 post or page, 1 comment, 1 category or tag");
        assert_eq!(describe_counts((0, 2, 1200)), "0 posts and pages, 2 comments, 1,200 categories and tags");
    }
}

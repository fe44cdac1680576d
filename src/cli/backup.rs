use std::path::PathBuf;
use std::process::ExitCode;

use super::{CommandError, open};
use crate::config::Settings;
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
        let count = content.stored;
        format!(
            "notice: {count} files of pictures are in {url} and not in this file. `longan media move --to database` \
             first makes it complete; `longan export` writes them all"
        )
    })
}

/// Describes the content of a backup for terminal output.
pub fn describe(place: &str, content: CopyContent) -> String {
    let CopyContent { bytes, posts, comments, terms, .. } = content;
    let size = indicatif::HumanBytes(bytes);
    format!("{place}: {size}, {posts} posts and pages, {comments} comments, {terms} categories and tags")
}

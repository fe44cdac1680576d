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
    println!("read back: sound. It holds secrets: only its owner can read it");
    Ok(ExitCode::SUCCESS)
}

/// Describes the content of a backup for terminal output.
pub fn describe(place: &str, content: CopyContent) -> String {
    let CopyContent { bytes, posts, comments, terms } = content;
    let size = indicatif::HumanBytes(bytes);
    format!("{place}: {size}, {posts} posts and pages, {comments} comments, {terms} categories and tags")
}

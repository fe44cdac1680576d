use std::path::PathBuf;
use std::process::ExitCode;

use super::CommandError;
use super::storage::{open_with_storage, warn_of_foreign_storage};
use crate::config::Settings;
use crate::i18n::count_of;
use crate::transfer::archive::{self, Exported};

/// Runs `longan export`. The site may be served meanwhile.
pub async fn run(settings: Settings, folder: PathBuf) -> Result<ExitCode, CommandError> {
    let file = &settings.database.file;
    if settings.database.url.is_none() && !file.is_file() {
        return Err(format!("there is no database {}", file.display()).into());
    }
    let store = open_with_storage(&settings).await?;
    warn_of_foreign_storage(&store).await?;
    let exported = archive::export(&store, &folder, &settings.site.time_zone).await;
    store.close().await;
    let exported = exported?;
    println!("{}: {}", folder.display(), describe(exported));
    println!("accounts are not in it; drafts and email addresses are");
    match exported.lost {
        0 => Ok(ExitCode::SUCCESS),
        lost => {
            let files = count_of(lost as i64, "file", "files");
            Err(format!("not in it, since lost or damaged in the storage: {files}").into())
        }
    }
}

/// Describes the content of an archive for terminal output.
pub fn describe(exported: Exported) -> String {
    let Exported { posts, comments, pictures, .. } = exported;
    let posts = count_of(posts as i64, "post or page", "posts and pages");
    let comments = count_of(comments as i64, "comment", "comments");
    format!("{posts}, {comments}, {}", count_of(pictures as i64, "picture", "pictures"))
}

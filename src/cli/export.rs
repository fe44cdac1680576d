use std::path::PathBuf;
use std::process::ExitCode;

use super::{CommandError, open};
use crate::config::Settings;
use crate::transfer::archive::{self, Exported};

/// Runs `longan export`. The site may be served meanwhile.
pub async fn run(settings: Settings, folder: PathBuf) -> Result<ExitCode, CommandError> {
    let file = &settings.database.file;
    if settings.database.url.is_none() && !file.is_file() {
        return Err(format!("there is no database {}", file.display()).into());
    }
    let store = open(&settings).await?;
    let exported = archive::export(&store, &folder, &settings.site.time_zone).await;
    store.close().await;
    let exported = exported?;
    println!("{}: {}", folder.display(), describe(exported));
    println!("accounts are not in it; drafts and email addresses are");
    match exported.lost {
        0 => Ok(ExitCode::SUCCESS),
        lost => Err(format!("{lost} files of pictures are not in it: their objects are lost or damaged").into()),
    }
}

/// Describes the content of an archive for terminal output.
pub fn describe(exported: Exported) -> String {
    let Exported { posts, comments, pictures, .. } = exported;
    format!("{posts} posts and pages, {comments} comments, {pictures} pictures")
}

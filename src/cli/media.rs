use std::process::ExitCode;

use super::arguments::{MediaAction, MediaPlace};
use super::progress_bar::ImportProgressBar;
use super::storage::{claim_storage, open_with_storage, warn_of_foreign_storage};
use super::{CommandError, open};
use crate::config::Settings;
use crate::i18n::count_of;
use crate::media::stored_files::{FilePlace, MovedCount, move_files};
use crate::store::{Store, media};

/// Runs `longan media`. The site may be served meanwhile.
pub async fn run(settings: Settings, action: MediaAction) -> Result<ExitCode, CommandError> {
    let file = &settings.database.file;
    if settings.database.url.is_none() && !file.is_file() {
        return Err(format!("there is no database {}", file.display()).into());
    }
    let (store, done) = match action {
        MediaAction::List => (open(&settings).await?, Ok(())),
        MediaAction::Move { to } => {
            let store = open_with_storage(&settings).await?;
            let done = Box::pin(run_move(&store, to)).await;
            (store, done)
        }
    };
    let counted = describe(&settings, &store).await;
    store.close().await;
    println!("{}", counted?);
    done.map(|()| ExitCode::SUCCESS)
}

async fn run_move(store: &Store, to: MediaPlace) -> Result<(), CommandError> {
    match to {
        MediaPlace::Storage => drop(claim_storage(store).await?),
        MediaPlace::Database => warn_of_foreign_storage(store).await?,
    }
    let bar = ImportProgressBar::new();
    let (progress, to) = match to {
        MediaPlace::Storage => (bar.progress(), FilePlace::Storage),
        MediaPlace::Database => (bar.progress(), FilePlace::Database),
    };
    let moved = move_files(store, to, |done, all| progress(done, all)).await;
    bar.finish();
    match moved {
        Ok(moved) => {
            println!("{}", tell(moved, to));
            if to == FilePlace::Database && moved.files > 0 {
                println!("the objects are deleted from the storage after an hour, by the server");
                println!("new pictures still go to the storage until `storage.url` is empty");
            }
            match moved.lost {
                0 => Ok(()),
                lost => {
                    let files = count_of(lost as i64, "file", "files");
                    Err(format!("not moved, since lost or damaged in the storage: {files}").into())
                }
            }
        }
        Err((moved, error)) => {
            println!("{}", tell(moved, to));
            Err(format!("{error}\nThe other files are where they were; when this is mended, run it again").into())
        }
    }
}

fn tell(MovedCount { files, bytes, .. }: MovedCount, to: FilePlace) -> String {
    let place = if to == FilePlace::Storage { "storage" } else { "database" };
    let files = count_of(files as i64, "file", "files");
    format!("moved to the {place}, and compared: {files}, {}", indicatif::HumanBytes(bytes))
}

async fn describe(settings: &Settings, store: &Store) -> Result<String, CommandError> {
    let (there, stored) = media::count_stored(&mut *store.read().await?).await?;
    let url = settings.storage.url.as_ref().map_or_else(|| "the storage".to_owned(), ToString::to_string);
    let there = count_of(there, "file", "files");
    Ok(format!("{there} in {}, {stored} in {url}", settings.database.place()))
}

use std::process::ExitCode;

use super::{Failure, open};
use crate::config::Settings;
use crate::store::health;

/// `longan check`: getting here, the settings are sound already.
pub async fn run(settings: Settings) -> Result<ExitCode, Failure> {
    let file = &settings.database.file;
    println!("settings: sound");
    if !file.is_file() {
        return Err(format!("there is no database {}", file.display()).into());
    }
    let store = open(&settings).await?;
    let mut reading = store.read().await?;
    let faults = health::examine(&mut reading).await?;
    let (posts, comments, terms) = health::count(&mut reading).await?;
    drop(reading);
    store.close().await;
    println!("database {}: migrated", file.display());
    println!("content: {posts} posts and pages, {comments} comments, {terms} categories and tags");
    for fault in &faults {
        println!("fault: {fault}");
    }
    match faults.is_empty() {
        true => {
            println!("integrity: sound");
            Ok(ExitCode::SUCCESS)
        }
        false => Err(format!("the database has {} faults", faults.len()).into()),
    }
}

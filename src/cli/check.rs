use std::process::ExitCode;

use super::CommandError;
use crate::config::{DatabaseUrl, Settings};
use crate::storage::{Bucket, StorageError};
use crate::store::media::{self, FilePlaces};
use crate::store::sqlite::migrations::{self, MIGRATIONS};
use crate::store::sqlite::{file_permission, schema};
use crate::store::{self, health, inspect};

/// Runs `longan check`. The settings are already validated when this is called. It is read-only: nothing is created,
/// migrated or repaired.
pub async fn run(settings: Settings) -> Result<ExitCode, CommandError> {
    let file = &settings.database.file;
    println!("settings: sound");
    let bucket = Bucket::open(&settings.storage, settings.storage_keys.as_ref())?;
    if let Some(url) = &settings.database.url {
        return check_postgres(url, &settings, bucket.as_ref()).await;
    }
    if !file.is_file() {
        return Err(format!("there is no database {}", file.display()).into());
    }
    let mut database = inspect(file).await?;
    let migrations = migrations::examine(&mut database, &MIGRATIONS).await?;
    let mut faults: Vec<String> = migrations.iter().map(ToString::to_string).collect();
    if faults.is_empty() {
        println!("migrations: all there");
    }
    let schema = match database.has_table("_sqlx_migrations").await? {
        true => schema::examine(&mut database, &MIGRATIONS).await?,
        false => Vec::new(),
    };
    if schema.is_empty() {
        println!("schema: as it should be");
    }
    faults.extend(schema);
    let exposed = file_permission::find_exposed(file);
    if exposed.is_empty() {
        println!("permissions: for the owner alone");
    }
    faults.extend(exposed.iter().map(|(file, mode)| {
        let file = file.display();
        format!("{file} has the permissions {mode:o}: others can read it. Starting Longan mends that, or `chmod 600`")
    }));
    let broken = health::examine(&mut database).await?;
    if broken.is_empty() {
        println!("integrity: sound");
    }
    faults.extend(broken);
    if let Ok((posts, comments, terms)) = health::count(&mut database).await {
        println!("content: {posts} posts and pages, {comments} comments, {terms} categories and tags");
    }
    let files = match schema::has_column(&mut database, "media_files", "object").await? {
        true => Some(media::read_places(&mut database).await?),
        false => None,
    };
    faults.extend(check_storage(bucket.as_ref(), files).await);
    for fault in &faults {
        println!("fault: {fault}");
    }
    match faults.len() {
        0 => Ok(ExitCode::SUCCESS),
        count => Err(format!("{}: {count} faults", file.display()).into()),
    }
}

/// Checks that the storage answers, if it is used, and that it has some of the objects that it should.
async fn check_storage(bucket: Option<&Bucket>, files: Option<FilePlaces>) -> Vec<String> {
    let mut faults = Vec::new();
    let (stored, sample) = files.map_or((0, Vec::new()), |FilePlaces { database, storage, sample }| {
        println!("files: {database} in the database, {storage} in the storage");
        (storage, sample)
    });
    let Some(bucket) = bucket else {
        if stored > 0 {
            faults.push(StorageError::Unset.to_string());
        }
        return faults;
    };
    if let Err(error) = bucket.probe().await {
        return vec![error.to_string()];
    }
    println!("storage: {} answers", bucket.url());
    let (mut lost, tried) = (0, sample.len());
    for key in sample {
        match bucket.has(&key).await {
            Ok(true) => {}
            Ok(false) => lost += 1,
            Err(error) => return vec![error.to_string()],
        }
    }
    if lost > 0 {
        faults.push(format!("of {tried} objects that were looked for, {} has not {lost}", bucket.url()));
    }
    faults
}

/// Checks a PostgreSQL database. Its server checks the integrity of its files by itself.
async fn check_postgres(
    url: &DatabaseUrl,
    settings: &Settings,
    bucket: Option<&Bucket>,
) -> Result<ExitCode, CommandError> {
    let mut report = store::examine_postgres(url, &settings.database).await?;
    println!("engine: PostgreSQL {} at {url}", report.version);
    if report.faults.is_empty() {
        println!("migrations: all there");
    }
    if let Some((posts, comments, terms)) = report.content {
        println!("content: {posts} posts and pages, {comments} comments, {terms} categories and tags");
    }
    report.faults.extend(check_storage(bucket, report.files).await);
    for notice in &report.notices {
        println!("notice: {notice}");
    }
    for fault in &report.faults {
        println!("fault: {fault}");
    }
    match report.faults.len() {
        0 => Ok(ExitCode::SUCCESS),
        count => Err(format!("{url}: {count} faults").into()),
    }
}

mod https;

use std::process::ExitCode;

use super::CommandError;
use super::backup::describe_counts;
use crate::config::{DatabaseUrl, Settings};
use crate::https::name_of;
use crate::i18n::count_of;
use crate::storage::{Bucket, StorageError};
use crate::store::certificates;
use crate::store::media::{self, FilePlaces};
use crate::store::sqlite::migrations::{self, MIGRATIONS};
use crate::store::sqlite::{file_permission, schema};
use crate::store::{self, health, inspect};

/// Runs `longan check`. The settings are already validated when this is called. It is read-only: nothing is created,
/// migrated or repaired.
pub async fn run(settings: Settings) -> Result<ExitCode, CommandError> {
    let file = &settings.database.file;
    println!("settings: sound");
    if let Some(url) = &settings.database.url {
        return check_postgres(url, &settings).await;
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
    if let Ok(counts) = health::count(&mut database).await {
        println!("content: {}", describe_counts(counts));
    }
    let files = match schema::has_column(&mut database, "media_files", "object").await? {
        true => Some(media::read_places(&mut database).await?),
        false => None,
    };
    faults.extend(check_storage(&settings, files).await);
    let certificate = match schema::has_column(&mut database, "certificates", "expires_at").await? {
        true => certificates::find_status(&mut database, &name_of(&settings.https)).await?,
        false => None,
    };
    faults.extend(https::examine(&settings.https, certificate));
    conclude(&file.display().to_string(), &faults)
}

/// Lists the faults, and says how many there are.
fn conclude(place: &str, faults: &[String]) -> Result<ExitCode, CommandError> {
    for fault in faults {
        println!("fault: {fault}");
    }
    match faults.len() {
        0 => Ok(ExitCode::SUCCESS),
        count => Err(format!("{place}: {}", count_of(count as i64, "fault", "faults")).into()),
    }
}

/// Checks that the storage answers, if it is used, that it is this site's, and that it has some of the objects that it
/// should.
async fn check_storage(settings: &Settings, files: Option<FilePlaces>) -> Vec<String> {
    if let Some(FilePlaces { database, storage, .. }) = &files {
        println!("files: {database} in the database, {storage} in the storage");
    }
    let bucket = match Bucket::open(&settings.storage, settings.storage_keys.as_ref()) {
        Ok(bucket) => bucket,
        Err(error) => return vec![error.to_string()],
    };
    let Some(bucket) = bucket else {
        let is_missing = files.is_some_and(|files| files.storage > 0);
        return is_missing.then(|| StorageError::Unset.to_string()).into_iter().collect();
    };
    if let Err(error) = bucket.probe().await {
        return vec![error.to_string()];
    }
    println!("storage: {} answers", bucket.url());
    let Some(FilePlaces { site, sample, .. }) = files else { return Vec::new() };
    if let Some(site) = site
        && let Err(error) = bucket.find_owner(&site).await
    {
        return vec![error.to_string()];
    }
    let (mut lost, tried) = (0, sample.len());
    for key in sample {
        match bucket.find_length(&key).await {
            Ok(Some(_)) => {}
            Ok(None) => lost += 1,
            Err(error) => return vec![error.to_string()],
        }
    }
    let objects = || count_of(tried as i64, "object", "objects");
    (lost > 0)
        .then(|| format!("{} lacks {lost} of {} that it should have", bucket.url(), objects()))
        .into_iter()
        .collect()
}

/// Checks a PostgreSQL database. Its server checks the integrity of its files by itself.
async fn check_postgres(url: &DatabaseUrl, settings: &Settings) -> Result<ExitCode, CommandError> {
    let mut report = store::examine_postgres(url, &settings.database, &name_of(&settings.https)).await?;
    println!("engine: PostgreSQL {} at {url}", report.version);
    if report.faults.is_empty() {
        println!("migrations: all there");
    }
    if let Some(counts) = report.content {
        println!("content: {}", describe_counts(counts));
    }
    report.faults.extend(check_storage(settings, report.files).await);
    report.faults.extend(https::examine(&settings.https, report.certificate));
    for notice in &report.notices {
        println!("notice: {notice}");
    }
    conclude(&url.to_string(), &report.faults)
}

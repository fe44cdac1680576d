use std::process::ExitCode;

use super::CommandError;
use crate::config::{DatabaseUrl, Settings};
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
    if let Ok((posts, comments, terms)) = health::count(&mut database).await {
        println!("content: {posts} posts and pages, {comments} comments, {terms} categories and tags");
    }
    for fault in &faults {
        println!("fault: {fault}");
    }
    match faults.len() {
        0 => Ok(ExitCode::SUCCESS),
        count => Err(format!("{}: {count} faults", file.display()).into()),
    }
}

/// Checks a PostgreSQL database. Its server checks the integrity of its files by itself.
async fn check_postgres(url: &DatabaseUrl, settings: &Settings) -> Result<ExitCode, CommandError> {
    let report = store::examine_postgres(url, &settings.database).await?;
    println!("engine: PostgreSQL {} at {url}", report.version);
    if report.faults.is_empty() {
        println!("migrations: all there");
    }
    if let Some((posts, comments, terms)) = report.content {
        println!("content: {posts} posts and pages, {comments} comments, {terms} categories and tags");
    }
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

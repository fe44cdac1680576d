use sqlx::migrate::{Migration, MigrationType};
use sqlx::{ConnectOptions, Connection as _, SqlSafeStr};

use super::*;
use crate::store::sql;
use crate::store::sqlite::database_files::{CopyKind, list_copies};
use crate::store::sqlite::migrations::OVERWRITING;
use crate::store::sqlite::schema;
use crate::store::{health, posts, settings};

#[tokio::test]
async fn a_newer_database_is_left_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.db");
    let store = Store::open(&file, Durability::Normal).await.unwrap();
    assert!(store.is_new);
    let mut writing = store.write().await.unwrap();
    sql::query("UPDATE _sqlx_migrations SET version = 999999 WHERE version = 1").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    store.close().await;
    drop(store);
    let before = std::fs::read(&file).unwrap();
    let refused = Store::open(&file, Durability::Normal).await.unwrap_err();
    assert!(matches!(refused, OpenError::Newer { found: 999_999, .. }), "{refused}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

/// The program's migrations, followed by these.
fn with(further: &[(i64, &'static str)]) -> Migrator {
    let further = further.iter().map(|(version, sql)| {
        Migration::new(*version, "further".into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(MIGRATIONS.iter().cloned().chain(further).collect())
}

fn neighbours(file: &Path) -> Vec<CopyKind> {
    list_copies(file).unwrap().into_iter().map(|neighbour| neighbour.kept).collect()
}

#[tokio::test]
async fn a_failed_migration_leaves_the_database_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.db");
    let store = Store::open(&file, Durability::Normal).await.unwrap();
    let mut writing = store.write().await.unwrap();
    settings::set(&mut writing, settings::TITLE, "Tờ báo").await.unwrap();
    writing.commit().await.unwrap();
    store.close().await;
    drop(store);
    assert!(neighbours(&file).is_empty(), "a new database has no past");

    // The first migration is committed before the second fails.
    let broken = with(&[(900, "DELETE FROM settings"), (901, "INSERT INTO nowhere VALUES (1)")]);
    let failed = open_with(&file, Durability::Normal, &broken, BUSY).await.unwrap_err();
    assert!(matches!(failed, OpenError::Migration { outcome: MigrationOutcome::PutBack, .. }), "{failed}");
    assert!(neighbours(&file).is_empty());

    let store = Store::open(&file, Durability::Normal).await.unwrap();
    let title = settings::find(&mut store.read().await.unwrap(), settings::TITLE).await.unwrap();
    assert_eq!(title.as_deref(), Some("Tờ báo"));
}

#[tokio::test]
async fn a_database_that_could_not_be_made_is_new_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.db");
    let broken = with(&[(901, "INSERT INTO nowhere VALUES (1)")]);
    let failed = open_with(&file, Durability::Normal, &broken, BUSY).await.unwrap_err();
    assert!(matches!(failed, OpenError::Migration { outcome: MigrationOutcome::New, .. }), "{failed}");
    assert!(Store::open(&file, Durability::Normal).await.unwrap().is_new);
}

#[tokio::test]
async fn only_the_last_few_snapshots_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.db");
    drop(Store::open(&file, Durability::Normal).await.unwrap());
    let further = [(900, "SELECT 1"), (901, "SELECT 1"), (902, "SELECT 1"), (903, "SELECT 1")];
    for number in 1..=further.len() {
        let store = open_with(&file, Durability::Normal, &with(&further[..number]), BUSY).await.unwrap();
        store.close().await;
    }
    assert_eq!(neighbours(&file), [903, 902, 901].map(CopyKind::Before));
}

#[tokio::test]
async fn a_database_in_use_is_not_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.db");
    let _serving = Store::open(&file, Durability::Normal).await.unwrap();
    let newer = with(&[(900, "SELECT 1")]);
    let refused = open_with(&file, Durability::Normal, &newer, Duration::ZERO).await.unwrap_err();
    assert!(matches!(refused, OpenError::InUse { .. }), "{refused}");
    assert!(neighbours(&file).is_empty());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "not a database, but long enough to be taken for one".repeat(40)).unwrap();
    let refused = Store::open(&file, Durability::Normal).await.unwrap_err();
    assert!(refused.to_string().contains("notes.txt"), "{refused}");
}

/// The program's migrations before this version.
fn before(version: i64) -> Migrator {
    Migrator::with_migrations(MIGRATIONS.iter().filter(|migration| migration.version < version).cloned().collect())
}

#[tokio::test]
async fn a_database_without_sequences_is_migrated() {
    const WORD: &str = "zuyqqunique";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.db");
    migrations::run(&file, Durability::Normal, &before(OVERWRITING)).await.unwrap().unwrap();
    // As an older version left it: deleted content is not overwritten.
    let mut connection = options(&file, Durability::Normal).pragma("secure_delete", "OFF").connect().await.unwrap();
    let sql = "INSERT INTO posts (id, kind, status, slug, title, source, format, html, excerpt, minutes, comments, created_at, \
                                  updated_at) \
               SELECT value, 'post', 'published', 'tin-' || value, 'Tin', '', 'html', 'x', '', 1, 'open', 1, 1 \
               FROM json_each('[1, 2, 8, 9]'); \
               INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid) \
               SELECT id, 'Lan', '', 'zuyqqunique', 'x', 'published', 1, id FROM posts; \
               DELETE FROM posts WHERE id = 9";
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    sqlx::raw_sql("UPDATE comments SET source = ''").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let holds = || std::fs::read(&file).unwrap().windows(WORD.len()).any(|bytes| bytes == WORD.as_bytes());
    assert!(holds());

    let store = Store::open(&file, Durability::Normal).await.unwrap();
    assert!(!holds(), "what was deleted is gone");
    let mut writing = store.write().await.unwrap();
    assert!(schema::examine(&mut writing, &MIGRATIONS).await.unwrap().is_empty());
    assert!(health::examine(&mut writing).await.unwrap().is_empty());
    assert_eq!(health::count(&mut writing).await.unwrap(), (3, 3, 0));
    // The last row is deleted before another is added.
    sql::query("DELETE FROM posts WHERE id = 8").execute(&mut writing).await.unwrap();
    let (id, _) = posts::add(&mut writing, &posts::test_posts::post("moi", 1)).await.unwrap().unwrap();
    assert_eq!(id, 9, "the 9 was deleted when nobody knew");
    let kept: i64 = sql::query_scalar("SELECT SUM(count) FROM post_counts").fetch_one(&mut writing).await.unwrap();
    assert_eq!(kept, 3, "counts are kept on");
}

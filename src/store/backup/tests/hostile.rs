//! Tampered backups, and ID sequences across a restore.

use super::*;

async fn run(file: &Path, sql: &'static str) {
    let mut connection = open_source(file).await.unwrap();
    connection.run(sql).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_backup_with_foreign_schema_objects_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let (database, backup) = site_and_backup(folder.path()).await;
    let before = fs::read(&database).unwrap();
    for (sql, named) in [
        (
            "CREATE TRIGGER spy AFTER INSERT ON comments BEGIN UPDATE users SET role = 'administrator'; END",
            "the trigger spy is not Longan's",
        ),
        ("CREATE VIEW people AS SELECT email FROM users", "the view people is not Longan's"),
        ("CREATE VIRTUAL TABLE more USING fts5 (x)", "the table more is not Longan's"),
        ("DROP TRIGGER post_counts_grow", "the trigger post_counts_grow is missing"),
    ] {
        let tampered = folder.path().join("tampered.db");
        fs::copy(&backup, &tampered).unwrap();
        run(&tampered, sql).await;
        let refused = restore(&tampered, &database).await.unwrap_err();
        assert!(matches!(refused, BackupError::Unsound { .. }) && refused.to_string().contains(named), "{refused}");
        assert_eq!(fs::read(&database).unwrap(), before);
        let store = Store::open(&database, Durability::Normal).await.unwrap();
        let refused = LiveDatabase::of(&store).await.unwrap().restore(&tampered).await.unwrap_err();
        assert!(matches!(refused, BackupError::Unsound { .. }), "{refused}");
        store.close().await;
    }
    assert!(list_copies(&database).unwrap().is_empty());
}

async fn add_post(store: &Store, slug: &str) -> i64 {
    let mut writing = store.write().await.unwrap();
    let (id, _) = posts::add(&mut writing, &posts::test_posts::post(slug, 1)).await.unwrap().unwrap();
    writing.commit().await.unwrap();
    id
}

#[tokio::test]
async fn ids_from_before_a_restore_are_not_reused() {
    let (store, folder) = testing::open_file().await;
    let (database, backup) = (folder.path().join("test.db"), folder.path().join("backup.db"));
    add_post(&store, "cu").await;
    back_up(&database, &backup, Existing::Refuse).await.unwrap();
    let after_backup = add_post(&store, "moi").await;
    // With the site running, and with it stopped.
    LiveDatabase::of(&store).await.unwrap().restore(&backup).await.unwrap();
    let after_restore = add_post(&store, "khac").await;
    assert!(after_restore > after_backup);
    store.close().await;
    drop(store);
    restore(&backup, &database).await.unwrap();
    let store = Store::open(&database, Durability::Normal).await.unwrap();
    assert!(add_post(&store, "sau").await > after_restore);
}

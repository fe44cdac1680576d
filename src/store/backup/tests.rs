use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::clock::now;
use crate::config::Durability;
use crate::store::sessions::{self, SessionRow};
use crate::store::sql;
use crate::store::sqlite::database_files::{beside, list_copies};
use crate::store::{Store, health, posts, settings, testing, users};

mod hostile;
mod new_database;

async fn set(store: &Store, name: &str, value: &str) {
    let mut writing = store.write().await.unwrap();
    settings::set(&mut writing, name, value).await.unwrap();
    writing.commit().await.unwrap();
}

/// Creates a user and a session with this hash.
async fn log_in(store: &Store, hash: &str) {
    let mut writing = store.write().await.unwrap();
    let user_id = users::testing::add_user(&mut writing, &format!("{hash}@bao.example")).await;
    let (hash, address, agent) = (hash.to_owned(), String::new(), String::new());
    let (created_at, expires_at) = (now(), now() + 1_000_000);
    let (seen_at, authenticated_at) = (created_at, created_at);
    let session = SessionRow { hash, user_id, created_at, seen_at, expires_at, authenticated_at, address, agent };
    sessions::add(&mut writing, &session).await.unwrap();
    writing.commit().await.unwrap();
}

/// Returns whether a session is valid.
async fn is_logged_in(store: &Store, hash: &str) -> bool {
    sessions::find(&mut store.read().await.unwrap(), hash, 0).await.unwrap().is_some()
}

async fn get(file: &Path, name: &str) -> Option<String> {
    let store = Store::open(file, Durability::Normal).await.unwrap();
    let found = settings::find(&mut store.read().await.unwrap(), name).await.unwrap();
    store.close().await;
    found
}

/// A closed site with the title “Mới”, and a backup from when its title was “Cũ”.
async fn site_and_backup(folder: &Path) -> (PathBuf, PathBuf) {
    let (database, backup) = (folder.join("site.db"), folder.join("backup.db"));
    let store = Store::open(&database, Durability::Normal).await.unwrap();
    set(&store, settings::TITLE, "Cũ").await;
    back_up(&database, &backup, Existing::Refuse).await.unwrap();
    set(&store, settings::TITLE, "Mới").await;
    store.close().await;
    (database, backup)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_copy_is_consistent_during_concurrent_writes() {
    let (store, folder) = testing::open_file().await;
    let (database, target) = (folder.path().join("test.db"), folder.path().join("copy.db"));
    let done = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn({
        let (store, done) = (store.clone(), done.clone());
        async move {
            // Two rows per transaction: a copy with only one of a pair is inconsistent.
            for number in 0.. {
                let mut writing = store.write().await.unwrap();
                for half in ["a", "b"] {
                    let post = posts::test_posts::post(&format!("{half}-{number}"), number);
                    posts::add(&mut writing, &post).await.unwrap();
                }
                writing.commit().await.unwrap();
                if done.load(Ordering::Relaxed) && number > 20 {
                    return number;
                }
            }
            0
        }
    });
    for _ in 0..5 {
        let content = back_up(&database, &target, Existing::Replace).await.unwrap();
        assert!(content.posts % 2 == 0, "{} rows", content.posts);
        let mut copy = crate::store::inspect(&target).await.unwrap();
        assert_eq!(health::count(&mut copy).await.unwrap().0, content.posts);
    }
    // A connection of the site itself can also be copied from.
    let draft = UnnamedCopy::make(&mut store.read().await.unwrap(), folder.path()).await.unwrap();
    assert!(draft.path().exists() && draft.content.posts % 2 == 0);
    let path = draft.path().to_owned();
    drop(draft);
    assert!(!path.exists());
    done.store(true, Ordering::Relaxed);
    assert!(writing.await.unwrap() > 0);
}

#[tokio::test]
async fn a_backup_is_private_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (database, backup) = site_and_backup(folder.path()).await;
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&backup).unwrap();
    let refused = back_up(&database, &backup, Existing::Refuse).await.unwrap_err();
    assert!(matches!(refused, BackupError::Exists(_)));
    assert_eq!(fs::read(&backup).unwrap(), before);
    back_up(&database, &backup, Existing::Replace).await.unwrap();
    assert_ne!(fs::read(&backup).unwrap(), before);

    for own in ["site.db", "site.db-wal", "site.db.lock"] {
        let refused = back_up(&database, &folder.path().join(own), Existing::Replace).await.unwrap_err();
        assert!(matches!(refused, BackupError::Itself(_)), "{refused}");
    }
    let nowhere = folder.path().join("nowhere/backup.db");
    assert!(back_up(&database, &nowhere, Existing::Refuse).await.unwrap_err().to_string().contains("nowhere"));
    assert!(back_up(&database, folder.path(), Existing::Replace).await.is_err());
    let missing = back_up(&nowhere, &folder.path().join("b"), Existing::Refuse).await.unwrap_err();
    assert!(matches!(missing, BackupError::NoDatabase(_)));
    assert_eq!(names(folder.path()), ["backup.db", "site.db", "site.db.lock"]);
}

#[tokio::test]
async fn a_broken_database_makes_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (database, _) = site_and_backup(folder.path()).await;
    let target = folder.path().join("copy.db");
    let mut source = open_source(&database).await.unwrap();
    sql::query("PRAGMA foreign_keys = OFF").execute(&mut source).await.unwrap();
    sql::query("INSERT INTO post_terms (post_id, term_id) VALUES (7, 7)").execute(&mut source).await.unwrap();
    source.close().await.unwrap();
    let refused = back_up(&database, &target, Existing::Refuse).await.unwrap_err();
    assert!(matches!(refused, BackupError::UnsoundCopy(_)), "{refused}");
    assert!(!target.exists());
    assert_eq!(names(folder.path()), ["backup.db", "site.db", "site.db.lock"]);
}

#[tokio::test]
async fn a_restore_keeps_the_old_database() {
    let folder = tempfile::tempdir().unwrap();
    let (database, backup) = site_and_backup(folder.path()).await;
    fs::set_permissions(&database, fs::Permissions::from_mode(0o640)).unwrap();
    let restored = restore(&backup, &database).await.unwrap();
    assert!(!restored.is_older);
    assert_eq!(fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(get(&database, settings::TITLE).await.as_deref(), Some("Cũ"));
    let kept = restored.kept.unwrap();
    assert_eq!(get(&kept, settings::TITLE).await.as_deref(), Some("Mới"));
    assert!(backup.exists());

    // In the same second, the name must differ.
    let again = restore(&backup, &database).await.unwrap().kept.unwrap();
    assert_ne!(again, kept);
    assert_eq!(list_copies(&database).unwrap().len(), 2);

    let elsewhere = folder.path().join("new.db");
    assert!(restore(&backup, &elsewhere).await.unwrap().kept.is_none());
    assert_eq!(get(&elsewhere, settings::TITLE).await.as_deref(), Some("Cũ"));
}

#[tokio::test]
async fn a_restore_ends_all_sessions() {
    let (store, folder) = testing::open_file().await;
    let (database, backup) = (folder.path().join("test.db"), folder.path().join("backup.db"));
    log_in(&store, "before").await;
    back_up(&database, &backup, Existing::Refuse).await.unwrap();
    log_in(&store, "after").await;
    // With the site running, and with it stopped.
    LiveDatabase::of(&store).await.unwrap().restore(&backup).await.unwrap();
    assert!(!is_logged_in(&store, "before").await && !is_logged_in(&store, "after").await);
    store.close().await;
    drop(store);
    restore(&backup, &database).await.unwrap();
    let store = Store::open(&database, Durability::Normal).await.unwrap();
    assert!(!is_logged_in(&store, "before").await);
    assert!(users::find_by_email(&mut store.read().await.unwrap(), "before@bao.example").await.unwrap().is_some());
    // The backup itself is unchanged.
    let copy = Store::open(&backup, Durability::Normal).await.unwrap();
    assert!(is_logged_in(&copy, "before").await);
}

#[tokio::test]
async fn a_database_in_use_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (database, backup) = site_and_backup(folder.path()).await;
    let serving = Store::open(&database, Durability::Normal).await.unwrap();
    let refused = restore(&backup, &database).await.unwrap_err();
    assert!(matches!(refused, BackupError::InUse(_)), "{refused}");
    serving.close().await;
    drop(serving);

    // A program that ignores our lock.
    let mut other = open_source(&database).await.unwrap();
    sql::query("PRAGMA journal_mode = WAL").execute(&mut other).await.unwrap();
    let refused = restore(&backup, &database).await.unwrap_err();
    assert!(matches!(refused, BackupError::InUse(_)), "{refused}");
    other.close().await.unwrap();
    assert_eq!(get(&database, settings::TITLE).await.as_deref(), Some("Mới"));
    assert_eq!(names(folder.path()), ["backup.db", "site.db", "site.db.lock"]);
}

#[tokio::test]
async fn an_invalid_backup_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (database, backup) = site_and_backup(folder.path()).await;
    let before = fs::read(&database).unwrap();
    let path = |name: &str| folder.path().join(name);

    fs::write(path("text.db"), "no database, but long enough to be taken for one".repeat(40)).unwrap();
    fs::write(path("empty.db"), "").unwrap();
    let whole = fs::read(&backup).unwrap();
    fs::write(path("short.db"), &whole[..whole.len() / 2]).unwrap();
    let mut newer = {
        fs::copy(&backup, path("newer.db")).unwrap();
        open_source(&path("newer.db")).await.unwrap()
    };
    sql::query("UPDATE _sqlx_migrations SET version = 999999 WHERE version = 1").execute(&mut newer).await.unwrap();
    newer.close().await.unwrap();
    let mut other = {
        fs::copy(&backup, path("other.db")).unwrap();
        open_source(&path("other.db")).await.unwrap()
    };
    sql::query("DROP TABLE settings").execute(&mut other).await.unwrap();
    other.close().await.unwrap();

    for (name, expected) in [
        ("text.db", "is not a database of Longan"),
        ("empty.db", "is not a database of Longan"),
        ("other.db", "is not a database of Longan"),
        ("short.db", "is not sound"),
        ("newer.db", "newer Longan"),
        ("missing.db", "there is no file"),
        ("site.db", "belongs to the database itself"),
    ] {
        let refused = restore(&path(name), &database).await.unwrap_err().to_string();
        assert!(refused.contains(expected) && refused.contains(name), "{refused}");
    }
    assert_eq!(fs::read(&database).unwrap(), before);
    assert!(list_copies(&database).unwrap().is_empty());
    assert!(!names(folder.path()).iter().any(|name| name.ends_with(".partial") || name.ends_with("-journal")));
}

#[tokio::test]
async fn a_broken_or_lost_database_can_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (database, backup) = site_and_backup(folder.path()).await;
    let rubbish = "not a database any more".repeat(100);
    fs::write(&database, &rubbish).unwrap();
    let kept = restore(&backup, &database).await.unwrap().kept.unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), rubbish);
    assert_eq!(get(&database, settings::TITLE).await.as_deref(), Some("Cũ"));

    // A WAL without its database would be taken for that of another file.
    fs::remove_file(&database).unwrap();
    fs::write(beside(&database, "-wal"), "the log of the lost one").unwrap();
    assert!(restore(&backup, &database).await.unwrap().kept.is_none());
    assert!(names(folder.path()).iter().any(|name| name.contains(".replaced-") && name.ends_with("-wal")));
    assert_eq!(get(&database, settings::TITLE).await.as_deref(), Some("Cũ"));
}

#[tokio::test]
async fn a_running_site_is_restored() {
    let (store, folder) = testing::open_file().await;
    let (database, backup) = (folder.path().join("test.db"), folder.path().join("backup.db"));
    set(&store, settings::TITLE, "Cũ").await;
    back_up(&database, &backup, Existing::Refuse).await.unwrap();
    set(&store, settings::TITLE, "Mới").await;
    // One connection reads, and another has an open read transaction.
    let mut reading = store.read().await.unwrap();
    let mut half_way = store.begin_read().await.unwrap();
    let title = |found: Option<String>| found.unwrap_or_default();
    assert_eq!(title(settings::find(&mut half_way, settings::TITLE).await.unwrap()), "Mới");

    let live = LiveDatabase::of(&store).await.unwrap();
    let kept = live.restore(&backup).await.unwrap();
    assert_eq!(title(settings::find(&mut half_way, settings::TITLE).await.unwrap()), "Mới", "one moment, one site");
    assert_eq!(title(settings::find(&mut reading, settings::TITLE).await.unwrap()), "Cũ");
    drop((half_way, reading));
    set(&store, settings::TITLE, "Mới hơn").await;
    assert_eq!(get(&kept.0.path, settings::TITLE).await.as_deref(), Some("Mới"));
    assert!(health::examine(&mut store.read().await.unwrap()).await.unwrap().is_empty());

    // An invalid backup changes nothing and leaves no copy.
    fs::write(folder.path().join("text.db"), "no database, but long enough to be one".repeat(40)).unwrap();
    let refused = live.restore(&folder.path().join("text.db")).await.unwrap_err();
    assert!(matches!(refused, BackupError::Foreign(_)), "{refused}");
    assert_eq!(list_copies(&database).unwrap().len(), 1);
    store.close().await;
    drop(store);
    assert_eq!(get(&database, settings::TITLE).await.as_deref(), Some("Mới hơn"));
}

//! Databases for tests: SQLite files, or PostgreSQL databases if `LONGAN_TEST_DATABASE` has an address.

mod postgres;

use std::ops::Deref;
use std::path::Path;

use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::Store;
use crate::config::{DatabaseUrl, Durability, Overrides, load};
use postgres::TestDatabase;

/// The place of a test's database, which is deleted on drop.
#[derive(Debug)]
pub struct Place {
    folder: TempDir,
    _database: Option<TestDatabase>,
}

impl Deref for Place {
    type Target = TempDir;

    fn deref(&self) -> &TempDir {
        &self.folder
    }
}

/// An empty database with all tables, which is copied for each test.
static EMPTY: OnceCell<TestDatabase> = OnceCell::const_new();

/// Returns a migrated database.
pub async fn open() -> (Store, Place) {
    if !TestDatabase::is_wanted() {
        let (store, folder) = open_file().await;
        return (store, Place { folder, _database: None });
    }
    let folder = tempfile::tempdir().unwrap();
    let empty = EMPTY.get_or_init(async || {
        let empty = TestDatabase::create(None).await;
        connect(&empty, folder.path()).await.close().await;
        empty
    });
    let database = TestDatabase::create(Some(empty.await)).await;
    let store = connect(&database, folder.path()).await;
    (store, Place { folder, _database: Some(database) })
}

async fn connect(database: &TestDatabase, folder: &Path) -> Store {
    let overrides = Overrides { database: Some(folder.join("test.db")), ..Overrides::default() };
    let mut settings = load(&overrides, |_| None).unwrap().database;
    settings.url = DatabaseUrl::parse(&database.url);
    settings.durability = Durability::Normal;
    settings.connections = 4;
    Store::connect(&settings).await.unwrap()
}

/// Returns a migrated SQLite file, for tests of what only a file has.
pub async fn open_file() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Store::open(&folder.path().join("test.db"), Durability::Normal).await.unwrap(), folder)
}

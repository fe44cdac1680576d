//! Databases for tests: SQLite files, or PostgreSQL databases if `LONGAN_TEST_DATABASE` has an address.

mod postgres;

use std::ops::Deref;

use tempfile::TempDir;

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

/// Returns a migrated database.
pub async fn open() -> (Store, Place) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    let Some(database) = TestDatabase::create("longan_empty").await else {
        let store = Store::open(&file, Durability::Normal).await.unwrap();
        return (store, Place { folder, _database: None });
    };
    let overrides = Overrides { database: Some(file), ..Overrides::default() };
    let mut settings = load(&overrides, |_| None).unwrap().database;
    settings.url = DatabaseUrl::parse(&database.url);
    settings.durability = Durability::Normal;
    settings.connections = 4;
    (Store::connect(&settings).await.unwrap(), Place { folder, _database: Some(database) })
}

/// Returns whether tests run on PostgreSQL, for what only SQLite has.
pub fn is_postgres() -> bool {
    std::env::var_os("LONGAN_TEST_DATABASE").is_some()
}

#![no_main]

use std::sync::LazyLock;

use longan::config::Durability;
use longan::store::search::RankingEffort;
use longan::store::{Store, search};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

#[path = "../properties.rs"]
#[allow(dead_code)]
mod properties;

/// An index without posts, which still reports syntax errors of a query.
static SITE: LazyLock<(Runtime, Store, TempDir)> = LazyLock::new(|| {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = runtime.block_on(Store::open(&folder.path().join("site.db"), Durability::Normal)).unwrap();
    (runtime, store, folder)
});

libfuzzer_sys::fuzz_target!(|typed: &str| {
    let (runtime, store, _) = &*SITE;
    properties::query(typed, |query| {
        runtime.block_on(async {
            let mut reading = store.read().await.unwrap();
            for care in [RankingEffort::Thorough, RankingEffort::Quick] {
                search::posts(&mut reading, query, care, 10).await.unwrap();
            }
            search::comments(&mut reading, query, 10).await.unwrap();
        });
    });
});

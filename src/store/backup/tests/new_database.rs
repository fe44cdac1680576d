use super::*;
use crate::store::sql::Engine;

#[tokio::test]
async fn nothing_is_kept_of_a_database_that_was_just_created() {
    let (mut store, folder) = testing::open().await;
    store.is_new = true;
    let (_, mut backup) = site_and_backup(folder.path()).await;
    if store.engine() == Engine::Postgres {
        // The file that SQLite would use is a backup like any other.
        fs::rename(&backup, store.file()).unwrap();
        backup = store.file().to_owned();
    }
    let restored = restore_store(&store, &backup).await.unwrap();
    assert_eq!(restored.kept, None);
    assert!(list_copies(store.file()).unwrap().is_empty());
    let title = settings::find(&mut store.read().await.unwrap(), settings::TITLE).await.unwrap();
    assert_eq!(title.as_deref(), Some("Cũ"));
}

//! The export of Squarespace for WordPress, which has habits of its own: paths for links, no GUIDs, lazy pictures.

use super::*;
use crate::store::{sql, testing};
use crate::transfer::record::{ImportedCommentStatus, ImportedEntryKind, ImportedEntryStatus};

#[tokio::test]
async fn an_export_of_squarespace_is_one_of_wordpress() {
    let (store, _folder) = testing::open().await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/squarespace.xml");
    let report = import_wordpress(&store, &file, &ImportOptions::default()).await.unwrap();
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Published), 1, "{report}");
    assert_eq!(report.comments(ImportedCommentStatus::Published), 1);
    let mut connection = store.read().await.unwrap();
    let html = "SELECT html FROM posts WHERE slug = 'mot-chieu'";
    let html: String = sql::query_scalar(html).fetch_one(&mut connection).await.unwrap();
    for part in
        ["Chiều xuống.", "src=\"https://images.squarespace-cdn.com/content/v1/a/ben.jpg\"", "Bến chiều", "Mua vé</a>"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    let target = crate::store::redirects::find(&mut connection, "/blog/mot-chieu").await.unwrap();
    assert_eq!(target.as_deref(), Some("/posts/mot-chieu"));
    let author = sql::query_scalar("SELECT name FROM authors").fetch_one(&mut connection).await;
    assert_eq!(author.ok(), Some("Trần Lan".to_owned()));
}

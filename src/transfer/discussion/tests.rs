use std::path::{Path, PathBuf};

use super::*;
use crate::store::posts::test_posts::post;
use crate::store::testing::Place;
use crate::store::{posts, redirects, sql, testing};
use crate::transfer::record::ImportedCommentStatus;
use crate::transfer::{disqus, isso, remark42};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A site with two posts, to one of which an old path redirects.
async fn site() -> (Store, Place) {
    let (store, folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    for slug in ["xin-chao", "cau-treo"] {
        posts::add(&mut writing, &post(slug, 1)).await.unwrap();
    }
    redirects::add(&mut writing, "/2020/05/chao", "/posts/xin-chao").await.unwrap();
    writing.commit().await.unwrap();
    (store, folder)
}

async fn text(store: &Store, sql: &'static str) -> String {
    let mut connection = store.read().await.unwrap();
    sql::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
}

const COUNTS: &str = "SELECT string_agg(slug || ':' || comment_count, ' ') FROM (SELECT * FROM posts ORDER BY id) p";
const PARENTS: &str = "SELECT string_agg(c.name || '>' || COALESCE(p.name, ''), ' ')
                       FROM (SELECT * FROM comments ORDER BY created_at) c LEFT JOIN comments p ON p.id = c.parent_id";

#[tokio::test]
async fn disqus_joins_posts_by_old_addresses() {
    let (store, _folder) = site().await;
    let options = ImportOptions::default();
    let report = disqus::import(&store, &fixture("disqus.xml"), &options).await.unwrap();
    for (status, count) in [
        (ImportedCommentStatus::Published, 3),
        (ImportedCommentStatus::Spam, 1),
        (ImportedCommentStatus::Trash, 2),
        (ImportedCommentStatus::Waiting, 1),
    ] {
        assert_eq!(report.comments(status), count, "{report}");
    }
    assert_eq!(report.left_out("comment"), 1);
    assert!(
        report.to_string().contains("“https://ben.example/2019/01/mat-roi/”: no post or page here has its address: 1"),
        "{report}"
    );
    assert_eq!(text(&store, COUNTS).await, "xin-chao:2 cau-treo:1");
    let parent = "SELECT p.name FROM comments c JOIN comments p ON p.id = c.parent_id WHERE c.name = 'Minh'";
    assert_eq!(text(&store, parent).await, "Người qua đường");
    let parent = "SELECT p.name FROM comments c JOIN comments p ON p.id = c.parent_id WHERE c.name = 'Chờ'";
    assert_eq!(text(&store, parent).await, "Xoá");
    let html = text(&store, "SELECT html FROM comments WHERE name = 'Minh'").await;
    assert!(html.contains("<a href=\"https://x.example\"") && !html.contains("alert"), "{html}");
    let again = disqus::import(&store, &fixture("disqus.xml"), &options).await.unwrap().to_string();
    assert!(again.contains("7  comments") && again.contains("     0  comments"), "{again}");
    assert_eq!(text(&store, COUNTS).await, "xin-chao:2 cau-treo:1");
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let (store, _folder) = site().await;
    let options = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let report = disqus::import(&store, &fixture("disqus.xml"), &options).await.unwrap();
    assert_eq!(report.comments(ImportedCommentStatus::Published), 3);
    assert_eq!(text(&store, "SELECT CAST(COUNT(*) AS TEXT) FROM comments").await, "0");
}

#[tokio::test]
async fn remark42_is_read_compressed_or_not() {
    let (store, folder) = site().await;
    let compressed = folder.path().join("backup.gz");
    let mut encoder = flate2::read::GzEncoder::new(
        std::fs::File::open(fixture("remark42.json")).unwrap(),
        flate2::Compression::fast(),
    );
    std::io::copy(&mut encoder, &mut std::fs::File::create(&compressed).unwrap()).unwrap();
    let options = ImportOptions::default();
    let report = remark42::import(&store, &compressed, &options).await.unwrap();
    assert_eq!(report.comments(ImportedCommentStatus::Published), 2, "{report}");
    assert_eq!(report.comments(ImportedCommentStatus::Trash), 1, "{report}");
    assert_eq!(report.left_out("comment"), 1);
    assert!(report.to_string().contains("backup.gz:4: this line cannot be read"), "{report}");
    assert_eq!(text(&store, PARENTS).await, "Lan> Chủ>Lan deleted>Chủ");
    assert_eq!(text(&store, "SELECT html FROM comments WHERE name = 'Lan'").await, "<p>Hay <strong>quá</strong></p>");
    let again = remark42::import(&store, &fixture("remark42.json"), &options).await.unwrap().to_string();
    assert!(again.contains("     3  comments\n"), "{again}");
}

#[tokio::test]
async fn isso_is_read_from_its_database() {
    let (store, folder) = site().await;
    let file = folder.path().join("isso.db");
    let database = rusqlite::Connection::open(&file).unwrap();
    let tables = "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
        CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
            modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR,
            likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
        INSERT INTO threads VALUES (1, '/2020/05/chao/', 'Chào'), (2, '/mat/', 'Mất');
        INSERT INTO comments VALUES
            (1, 1, NULL, 1600000000.5, NULL, 1, '10.0.0.0', 'Hay **quá** <b>x</b>', 'Lan', 'lan@a.example', NULL, 0, 0, '', 0),
            (1, 2, 1, 1600000100, NULL, 2, '10.0.0.0', 'Chờ', NULL, NULL, NULL, 0, 0, '', 0),
            (1, 3, 1, 1600000200, NULL, 4, '', '', 'Xoá', NULL, NULL, 0, 0, '', 0),
            (2, 4, NULL, 1600000300, NULL, 1, '', 'Lạc', 'A', NULL, NULL, 0, 0, '', 0);";
    database.execute_batch(tables).unwrap();
    let report = isso::import(&store, &file, &ImportOptions::default()).await.unwrap();
    let counts = [ImportedCommentStatus::Published, ImportedCommentStatus::Waiting, ImportedCommentStatus::Trash];
    assert_eq!(counts.map(|status| report.comments(status)), [1, 1, 1], "{report}");
    assert_eq!(report.left_out("comment"), 1);
    assert_eq!(text(&store, PARENTS).await, "Lan> —>Lan Xoá>Lan");
    let html = text(&store, "SELECT html FROM comments WHERE name = 'Lan'").await;
    assert_eq!(html, "<p>Hay <strong>quá</strong> &lt;b&gt;x&lt;/b&gt;</p>\n");
}

#[tokio::test]
async fn other_files_are_refused() {
    let (store, _folder) = site().await;
    let options = ImportOptions::default();
    let (file, feed) = (fixture("wordpress.xml"), fixture("ghost.json"));
    for error in [
        disqus::import(&store, &file, &options).await.unwrap_err(),
        isso::import(&store, &file, &options).await.unwrap_err(),
        remark42::import(&store, &feed, &options).await.unwrap_err(),
    ] {
        assert!(matches!(error, ImportError::Source { .. }), "{error}");
    }
}

#[test]
fn ids_of_any_kind_become_numbers() {
    assert_eq!(number("123"), Some(123));
    assert_eq!(number(" "), None);
    assert!(number("a3f0").is_some_and(|number| number > 0) && number("a3f0") != number("a3f1"));
}

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::*;
use crate::store::{redirects, sql, testing};
use crate::transfer::record::{
    ImportRecord, ImportedCommentStatus, ImportedEntry, ImportedEntryKind, ImportedEntryStatus,
};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

async fn text(store: &Store, sql: &'static str) -> String {
    let mut connection = store.read().await.unwrap();
    sql::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
}

#[tokio::test]
async fn a_blog_of_blogger_comes_in_once_with_its_comments() {
    let (store, _folder) = testing::open().await;
    let run = || async { import(&store, &fixture("blogger.xml"), &ImportOptions::default()).await.unwrap() };
    let report = run().await;
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Published), 1, "{report}");
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Draft), 1, "{report}");
    assert_eq!(report.entries(ImportedEntryKind::Page, ImportedEntryStatus::Published), 1, "{report}");
    assert_eq!(report.comments(ImportedCommentStatus::Published), 2, "{report}");
    assert_eq!(report.left_out("setting of Blogger"), 1);
    let parent = "SELECT p.name FROM comments c JOIN comments p ON p.id = c.parent_id WHERE c.name = 'Trần Lan'";
    assert_eq!(text(&store, parent).await, "Anonymous");
    assert_eq!(text(&store, "SELECT CAST(comment_count AS TEXT) FROM posts WHERE slug = 'cho-noi'").await, "2");
    let html = text(&store, "SELECT html FROM posts WHERE slug = 'cho-noi'").await;
    assert!(html.contains("href=\"/2010/05/bai-cu.html\"") && !html.contains("x()"), "{html}");
    let tags = "SELECT string_agg(slug, ' ') FROM (SELECT slug FROM terms ORDER BY slug) t";
    assert_eq!(text(&store, tags).await, "cho song-nuoc");
    assert_eq!(text(&store, "SELECT name FROM authors").await, "Trần Lan");
    let mut connection = store.read().await.unwrap();
    for (from, to) in [
        ("/2011/01/cho-noi.html", "/posts/cho-noi"),
        ("/p/gioi-thieu.html", "/gioi-thieu"),
        ("/search/label/Sông nước", "/tag/song-nuoc"),
    ] {
        assert_eq!(redirects::find(&mut connection, from).await.unwrap().as_deref(), Some(to), "{from}");
    }
    drop(connection);
    let again = run().await.to_string();
    assert!(again.contains("     3  posts and pages\n       2  comments\n"), "{again}");
}

fn entries(feed: &str) -> Vec<ImportedEntry> {
    let mut entries = Vec::new();
    let mut keep = |record| {
        if let ImportRecord::Entry(entry) = record {
            entries.push(*entry);
        }
        true
    };
    read(feed.as_bytes(), Path::new("feed.xml"), &TimeZone::UTC, Part::Entries(&mut keep)).unwrap();
    entries
}

#[test]
fn rss_with_whole_texts_and_files_is_read() {
    let found = entries(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>T</title>
         <link>https://a.example/</link><item><title>Một &amp;amp; hai</title><link>https://a.example/2020/mot/</link>
         <guid isPermaLink='false'>g1</guid><pubDate>Wed, 01 Jan 2020 00:00:00 +0700</pubDate>
         <author>lan@a.example (Trần Lan)</author><category>Tin</category>
         <description>Tóm tắt khác</description><content:encoded><![CDATA[<p>Cả bài</p>]]></content:encoded>
         <enclosure url='https://a.example/a.mp3' type='audio/mpeg' length='1'/>
         <enclosure url='https://a.example/a.jpg' type='image/jpeg' length='1'/></item>
         <item><description>Chỉ có chữ</description></item></channel></rss>",
    );
    let [first, second] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((first.guid.as_str(), first.title.as_str(), first.slug.as_str()), ("g1", "Một & hai", "mot"));
    assert_eq!((first.author.as_str(), first.tags.as_slice()), ("Trần Lan", ["tin".to_owned()].as_slice()));
    assert_eq!(first.published_ms, Some(1_577_811_600_000));
    assert_eq!(first.body, "<p>Cả bài</p><figure><audio controls src=\"https://a.example/a.mp3\"></audio></figure>");
    assert_eq!(
        (first.excerpt.as_str(), first.image.as_ref().unwrap().url.as_str()),
        ("Tóm tắt khác", "https://a.example/a.jpg")
    );
    assert_eq!(first.old_paths, ["/2020/mot"]);
    assert_eq!((second.body.as_str(), second.excerpt.as_str()), ("Chỉ có chữ", ""));
}

#[test]
fn atom_with_elements_and_takeout_files_are_read() {
    let found = entries(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
         <title>T</title><entry><id>urn:1</id><title>Một</title><link href='https://a.example/mot'/>
         <updated>2020-01-01T00:00:00Z</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Chữ
         <b>đậm</b> &lt; rồi<br/></div></content></entry>
         <entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type>
         <blogger:status>DRAFT</blogger:status><blogger:filename>/2024/01/hai.html</blogger:filename>
         <title>Hai</title><content type='html'>x</content></entry>
         <entry><id>c</id><blogger:type>COMMENT</blogger:type></entry></feed>",
    );
    let [first, second] = found.as_slice() else { panic!("{found:?}") };
    let body: String = first.body.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(body, "<div>Chữ <b>đậm</b> &lt; rồi<br></div>");
    assert_eq!((second.status, second.slug.as_str()), (ImportedEntryStatus::Draft, "hai"));
}

#[test]
fn other_files_are_refused() {
    let read = |text: &str| {
        read(text.as_bytes(), Path::new("feed.xml"), &TimeZone::UTC, Part::Entries(&mut |_| true)).unwrap_err()
    };
    assert!(read("<html></html>").contains("no feed"));
    assert!(read("").contains("no feed"));
    assert!(read("<rss xmlns:wp='http://wordpress.org/export/1.2/'>").contains("import wordpress"));
    assert!(read("<rss><channel><item>").contains("ends too soon"));
}

//! Feeds, read with an independent parser.

use longan::store::sql;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use feed_rs::model::{Entry, Feed, FeedType};

use crate::routes::site::Site;

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const FILES: [(&str, FeedType); 3] =
    [("feed.xml", FeedType::RSS2), ("atom.xml", FeedType::Atom), ("feed.json", FeedType::JSON)];

async fn read(site: &Site, path: &str) -> Feed {
    let answer = site.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    feed_rs::parser::parse(answer.body.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}\n{}", answer.body))
}

fn html(entry: &Entry) -> &str {
    entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default()
}

async fn write(site: &Site, sql: &'static str) {
    let mut writing = site.state.store.write().await.unwrap();
    sql::query(sql).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn the_site_has_a_feed_in_every_format() {
    let site = Site::with(|settings| settings.site.hub = "https://hub.example/".to_owned()).await;
    for (file, kind) in FILES {
        let feed = read(&site, &format!("/{file}")).await;
        assert_eq!(feed.feed_type, kind);
        assert!(feed.title.as_ref().is_some_and(|title| !title.content.is_empty()), "{file}");
        assert_eq!(feed.language.as_deref(), Some("vi"), "{file}");
        assert_eq!(feed.entries.len(), 12, "{file}: what is published");
        for entry in &feed.entries {
            let link = &entry.links.first().unwrap().href;
            assert!(link.starts_with("https://bao.example/posts/"), "{file}: {link}");
            assert!(entry.id.starts_with("tag:bao.example,20"), "{}", entry.id);
            assert!(entry.published.is_some() && !entry.authors.is_empty(), "{file}");
            let html = html(entry);
            assert!(html.contains("<p>") && html.len() > 1000, "{file}: the whole content");
            assert!(!html.contains("src=\"/") && !html.contains("href=\"/") && !html.contains("href=\"#"), "{html}");
        }
        let newest = feed.entries.iter().map(|entry| entry.published.unwrap()).max();
        assert_eq!(feed.entries[0].published, newest, "the newest comes first");
    }
    for file in ["/feed.xml", "/atom.xml"] {
        assert!(site.get(file).await.body.contains("rel=\"hub\""), "{file}");
    }
    assert!(site.get("/feed.json").await.body.contains("\"hubs\":[{\"type\":\"WebSub\""));
}

#[tokio::test]
async fn pictures_are_enclosed() {
    let site = Site::sample().await;
    for path in ["/feed.xml", "/atom.xml", "/feed.json"] {
        let body = site.get(path).await.body;
        assert!(body.contains("https://bao.example/images/cau-cang.svg"), "{path}");
        assert!(body.contains("image/svg+xml"), "{path}");
    }
    let feed = read(&site, "/feed.xml").await;
    let has_picture = |entry: &&Entry| entry.media.iter().any(|media| !media.content.is_empty());
    assert!(feed.entries.iter().filter(has_picture).count() > 5);
}

#[tokio::test]
async fn every_listing_has_its_own() {
    let site = Site::sample().await;
    let front = site.get("/").await.body;
    let mut places = vec!["/author/do-quoc-thinh".to_owned()];
    for kind in ["category", "tag"] {
        let start = format!("href=\"/{kind}/");
        let page = if kind == "tag" { site.get(POST).await.body } else { front.clone() };
        let slug = crate::routes::site::between(&page, &start, "\"").to_owned();
        places.push(format!("/{kind}/{slug}"));
    }
    let all = read(&site, "/feed.xml").await.entries.len();
    for place in places {
        for (file, _) in FILES {
            let feed = read(&site, &format!("{place}/{file}")).await;
            assert!(!feed.entries.is_empty() && feed.entries.len() < all, "{place}/{file}");
        }
    }
    for none in ["/tag/khong-co/feed.xml", "/posts/khong-co/feed.xml", "/khong-co/atom.xml", "/a/b/feed.json"] {
        assert_eq!(site.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn comments_have_feeds() {
    let site = Site::sample().await;
    for (file, kind) in FILES {
        let feed = read(&site, &format!("{POST}/{file}")).await;
        assert_eq!(feed.feed_type, kind);
        assert!(!feed.entries.is_empty());
        let link = &feed.entries[0].links[0].href;
        assert!(link.starts_with(&format!("https://bao.example{POST}")) && link.contains("#comment-"), "{link}");
        let all = read(&site, &format!("/comments/{file}")).await;
        assert!(all.entries.len() > feed.entries.len());
    }
    let answers = site.get(&format!("{POST}/atom.xml")).await.body;
    assert!(answers.contains(&format!("<thr:in-reply-to ref=\"https://bao.example{POST}\"")));
    assert!(!site.get("/comments/feed.json").await.body.contains('@'), "nobody's email address");
    write(&site, "UPDATE comments SET status = 'waiting'").await;
    assert!(read(&site, &format!("{POST}/feed.xml")).await.entries.is_empty());
    assert!(read(&site, "/comments/feed.xml").await.entries.is_empty());
}

#[tokio::test]
async fn imported_rubbish_breaks_no_feed() {
    let site = Site::sample().await;
    // PostgreSQL keeps no NUL.
    let nul = if site.state.store.is_shared() { "" } else { "' || CHAR(0) || '" };
    let sql = format!(
        "UPDATE posts SET title = 'A{nul}\u{8}\u{b}\u{c}\u{1b}\u{ffff} & <b> ]]> B',
         html = '<p>x\u{1}\u{1f}</p><p>\u{1f600} ]]></p>', guid = 'https://cu.example/?p=' || id"
    );
    let mut writing = site.state.store.write().await.unwrap();
    writing.run(sqlx::AssertSqlSafe(sql)).await.unwrap();
    writing.commit().await.unwrap();
    for (file, _) in FILES {
        let feed = read(&site, &format!("/{file}")).await;
        let entry = &feed.entries[0];
        assert!(entry.title.as_ref().unwrap().content.contains("& <b> ]]> B"), "{file}: {:?}", entry.title);
        assert!(html(entry).contains("😀"), "{file}");
        assert!(entry.id.starts_with("https://cu.example/?p="), "readers know imported posts already: {}", entry.id);
    }
}

#[tokio::test]
async fn unchanged_pages_are_not_sent_again() {
    let site = Site::sample().await;
    for path in ["/feed.xml", "/atom.xml", "/feed.json", "/comments/feed.xml"] {
        let ask = async |name: Option<header::HeaderName>, value: &str| {
            let request = Request::get(path);
            let request = name.into_iter().fold(request, |request, name| request.header(name, value));
            site.ask(request.body(Body::empty()).unwrap()).await
        };
        let first = ask(None, "").await;
        let etag = first.headers[header::ETAG].to_str().unwrap().to_owned();
        let modified = first.headers[header::LAST_MODIFIED].to_str().unwrap().to_owned();
        for (name, value) in [(header::IF_NONE_MATCH, etag.as_str()), (header::IF_MODIFIED_SINCE, modified.as_str())] {
            let again = ask(Some(name), value).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        }
        assert_eq!(ask(Some(header::IF_NONE_MATCH), "\"x\"").await.status, StatusCode::OK);
    }
    let before = site.get("/feed.xml").await.headers[header::ETAG].clone();
    write(&site, "UPDATE posts SET title = 'Mới' WHERE id = (SELECT MAX(id) FROM posts WHERE kind = 'post')").await;
    assert_ne!(site.get("/feed.xml").await.headers[header::ETAG], before, "a write shows at once");
}

#[tokio::test]
async fn the_feeds_of_wordpress_lead_to_ours() {
    let site = Site::sample().await;
    write(
        &site,
        "INSERT INTO redirects (path, target) VALUES ('/?p=12', '/posts/cong-nghiep-ho-tro-long-an'),
         ('/2019/05/cu', '/posts/cong-nghiep-ho-tro-long-an'), ('/?cat=3', '/category/doi-ten')",
    )
    .await;
    let author = "/author/do-quoc-thinh";
    for (old, new) in [
        ("/feed/", "/feed.xml".to_owned()),
        ("/feed", "/feed.xml".to_owned()),
        ("/feed/atom/", "/atom.xml".to_owned()),
        ("/?feed=rss2", "/feed.xml".to_owned()),
        ("/?feed=atom", "/atom.xml".to_owned()),
        ("/?feed=comments-rss2", "/comments/feed.xml".to_owned()),
        ("/comments/feed/", "/comments/feed.xml".to_owned()),
        ("/author/do-quoc-thinh/feed/", format!("{author}/feed.xml")),
        ("/author/do-quoc-thinh/feed/atom/", format!("{author}/atom.xml")),
        ("/posts/cong-nghiep-ho-tro-long-an/feed/", format!("{POST}/feed.xml")),
        ("/2019/05/cu/feed/", format!("{POST}/feed.xml")),
        ("/?feed=rss2&p=12", format!("{POST}/feed.xml")),
        ("/?feed=rss2&cat=3", "/category/doi-ten/feed.xml".to_owned()),
        ("/2019/05/cu/feed.xml", format!("{POST}/feed.xml")),
        ("/wp-rss2.php", "/feed.xml".to_owned()),
        ("/wp-sitemap.xml", "/sitemap.xml".to_owned()),
    ] {
        let moved = site.get(old).await;
        assert_eq!((moved.status, moved.location), (StatusCode::MOVED_PERMANENTLY, new), "{old}");
    }
    for none in ["/khong-co/feed/", "/tag/khong-co/feed/", "/feed/x/"] {
        assert_eq!(site.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn ids_stay_when_the_site_moves() {
    let site = Site::sample().await;
    let ids = async |path: &str| {
        let feed = read(&site, path).await;
        (feed.id.clone(), feed.entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>())
    };
    let paths = ["/feed.xml", "/atom.xml", "/feed.json", "/comments/atom.xml"];
    let mut before = Vec::new();
    for path in paths {
        before.push(ids(path).await);
    }
    assert!(before.iter().all(|(_, ids)| !ids.is_empty()));
    let mut settings = (*site.state.settings()).clone();
    settings.site.address = "https://moi.example:8443".to_owned();
    site.state.replace_settings(settings);
    let body = site.get("/atom.xml").await.body;
    assert!(
        body.contains("<id>https://bao.example/atom.xml</id>") && body.contains("\"https://moi.example:8443/posts/")
    );
    for (path, (id, entries)) in paths.into_iter().zip(before) {
        let (now, entries_now) = ids(path).await;
        assert_eq!(entries_now, entries, "{path}");
        assert!(now == id || !path.ends_with("atom.xml"), "only Atom has an ID of the feed");
    }
}

#[tokio::test]
async fn ids_do_not_depend_on_the_requested_host() {
    let site = Site::with(|settings| settings.site.address = String::new()).await;
    let from = async |host: &str| {
        let request = Request::get("/feed.json").header(header::HOST, host).body(Body::empty()).unwrap();
        let feed: serde_json::Value = serde_json::from_str(&site.ask(request).await.body).unwrap();
        feed["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    let ids = from("a.example").await;
    assert_eq!(ids, from("b.example:8080").await);
    assert!(ids[0].as_str().unwrap().contains(".invalid,20"), "{}", ids[0]);
}

#[tokio::test]
async fn signs_are_shown_as_they_were_written() {
    let site = Site::sample().await;
    write(&site, "UPDATE posts SET title = 'Thẻ <b> & R&D', excerpt = 'Viết <br>; 3 < 5 && R&D.'").await;
    let rss = site.get("/feed.xml").await.body;
    assert!(rss.contains("<title>Thẻ &lt;b&gt; &amp; R&amp;D</title>"));
    let html = "<description>Viết &amp;lt;br&amp;gt;; 3 &amp;lt; 5 &amp;amp;&amp;amp; R&amp;amp;D.</description>";
    assert!(rss.contains(html), "a description is HTML: {rss}");
    let atom = site.get("/atom.xml").await.body;
    assert!(atom.contains("<summary>Viết &lt;br&gt;; 3 &lt; 5 &amp;&amp; R&amp;D.</summary>"), "plain text");
    assert!(site.get("/feed.json").await.body.contains("\"summary\":\"Viết <br>; 3 < 5 && R&D.\""));
}

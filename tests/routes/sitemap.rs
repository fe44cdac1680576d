//! Sitemaps and robots.txt.

use longan::store::sql;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::routes::site::Site;

/// The texts of all elements of a name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(tag) => inside = tag.name().as_ref() == name,
            Event::Text(text) if inside => found.push(text.xml10_content().into_owned()),
            Event::End(_) => inside = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_index_leads_to_everything() {
    let site = Site::sample().await;
    let index = site.get("/sitemap.xml").await;
    assert_eq!(index.content_type, "application/xml; charset=utf-8");
    let files = texts(&index.body, "loc");
    let names = ["posts-1", "pages-1", "categories-1", "tags-1", "authors-1"];
    assert_eq!(files, names.map(|name| format!("https://bao.example/sitemaps/{name}.xml")));
    let mut listed = Vec::new();
    for file in files {
        let sitemap = site.get(file.strip_prefix("https://bao.example").unwrap()).await;
        assert_eq!(sitemap.status, StatusCode::OK, "{file}");
        listed.extend(texts(&sitemap.body, "loc"));
    }
    assert!(listed.contains(&"https://bao.example/".to_owned()));
    let mut once = listed.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), listed.len());
    for url in &listed {
        let path = url.strip_prefix("https://bao.example").unwrap();
        assert_eq!(site.get(path).await.status, StatusCode::OK, "{url}");
    }
    let posts = site.get("/sitemaps/posts-1.xml").await.body;
    assert_eq!(texts(&posts, "loc").len(), 12);
    assert!(texts(&posts, "image:loc").contains(&"https://bao.example/images/cau-cang.svg".to_owned()));
    assert!(texts(&posts, "lastmod").iter().all(|at| at.ends_with('Z') && at.len() == 20));
}

#[tokio::test]
async fn unpublished_posts_are_not_listed() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE posts SET status = 'draft' WHERE kind = 'post'").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert!(!site.get("/sitemap.xml").await.body.contains("posts-1"));
    for none in ["posts-1.xml", "posts-2.xml", "posts-0.xml", "x-1.xml", "posts"] {
        assert_eq!(site.get(&format!("/sitemaps/{none}")).await.status, StatusCode::NOT_FOUND, "{none}");
    }
    assert_eq!(site.get("/sitemaps/pages-1.xml").await.status, StatusCode::OK);
}

#[tokio::test]
async fn many_posts_are_split_by_their_numbers() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query(
        "WITH RECURSIVE n (id) AS (SELECT 48000 UNION ALL SELECT id + 1 FROM n WHERE id < 102500)
         INSERT INTO posts (id, kind, status, slug, title, source, format, html, excerpt, minutes, comments, published_at,
                            created_at, updated_at)
         SELECT id, 'post', 'published', 'bai-' || id, 'B', '', 'html', '', '', 1, 'open', id, id, id FROM n",
    )
    .execute(&mut writing)
    .await
    .unwrap();
    // This test does not search, so the new posts need not be indexed.
    sql::query("DELETE FROM unindexed_posts").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let files = texts(&site.get("/sitemap.xml").await.body, "loc");
    assert_eq!(files.iter().filter(|file| file.contains("/posts-")).count(), 3);
    let mut total = 0;
    for number in 1..=3 {
        let sitemap = site.get(&format!("/sitemaps/posts-{number}.xml")).await.body;
        let listed = texts(&sitemap, "loc").len();
        assert!(listed <= 50_000, "{number}: {listed}");
        total += listed;
    }
    assert_eq!(total, 12 + 54_501);
}

#[tokio::test]
async fn a_sitemap_that_is_known_is_not_sent_again() {
    let site = Site::sample().await;
    let first = site.get("/sitemaps/posts-1.xml").await;
    for (name, known) in [(header::IF_NONE_MATCH, header::ETAG), (header::IF_MODIFIED_SINCE, header::LAST_MODIFIED)] {
        let request = Request::get("/sitemaps/posts-1.xml").header(name, &first.headers[known]);
        let again = site.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }
}

#[tokio::test]
async fn robots_are_told_where_to_go() {
    let site = Site::sample().await;
    let robots = site.get("/robots.txt").await;
    assert_eq!(robots.content_type, "text/plain; charset=utf-8");
    for line in
        ["Disallow: /admin", "Disallow: /api/", "Disallow: /search?", "Sitemap: https://bao.example/sitemap.xml"]
    {
        assert!(robots.body.lines().any(|found| found == line), "{line}");
    }
    let site = Site::with(|settings| settings.site.robots = "User-agent: *\nAllow: /".to_owned()).await;
    let robots = site.get("/robots.txt").await.body;
    assert!(robots.starts_with("User-agent: *\nAllow: /\n\nSitemap: ") && !robots.contains("Disallow"));
}

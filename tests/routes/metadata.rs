//! Metadata of pages: JSON-LD, Open Graph, links.

use longan::store::sql;

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

/// The JSON-LD object of this type on a page.
fn thing(page: &str, kind: &str) -> Value {
    let data: Value =
        serde_json::from_str(between(page, "<script type=\"application/ld+json\">", "</script>")).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    let mut graph = data["@graph"].as_array().unwrap().iter();
    graph.find(|thing| thing["@type"] == kind).cloned().unwrap_or_else(|| panic!("no {kind} in {data}"))
}

fn property<'a>(page: &'a str, name: &str) -> &'a str {
    between(page, &format!("<meta property=\"{name}\" content=\""), "\"")
}

#[tokio::test]
async fn a_post_has_complete_metadata() {
    let site = Site::sample().await;
    let page = site.get(POST).await.body;
    let url = format!("https://bao.example{POST}");
    assert_eq!(between(&page, "<link rel=\"canonical\" href=\"", "\""), url);
    assert_eq!(property(&page, "og:type"), "article");
    assert_eq!(property(&page, "og:url"), url);
    assert_eq!(property(&page, "og:locale"), "vi_VN");
    assert!(property(&page, "article:published_time").contains('T'));
    assert!(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\""));
    let article = thing(&page, "NewsArticle");
    assert_eq!(article["mainEntityOfPage"], url);
    assert_eq!(article["headline"].as_str().unwrap(), property(&page, "og:title"));
    assert_eq!(article["author"][0]["@type"], "Person");
    assert!(article["author"][0]["url"].as_str().unwrap().starts_with("https://bao.example/author/"));
    assert!(article["image"][0].as_str().unwrap().starts_with("https://bao.example/"));
    let crumbs = thing(&page, "BreadcrumbList");
    let steps = crumbs["itemListElement"].as_array().unwrap();
    assert_eq!((steps.len(), &steps[0]["item"]), (3, &"https://bao.example/".into()));
    assert_eq!(steps[2]["item"], url);
    thing(&page, "Organization");
    assert!(page.contains("type=\"application/rss+xml\"") && page.contains(&format!("href=\"{url}/feed.xml\"")));
    for class in
        ["h-entry", "p-name", "e-content", "dt-published", "p-author h-card", "u-url", "p-category", "p-comment h-cite"]
    {
        assert!(page.contains(class), "{class}");
    }
}

#[tokio::test]
async fn the_front_page_can_be_searched_and_is_followed() {
    let site = Site::sample().await;
    let page = site.get("/?utm_source=x").await.body;
    assert_eq!(between(&page, "<link rel=\"canonical\" href=\"", "\""), "https://bao.example/");
    let website = thing(&page, "WebSite");
    let target = &website["potentialAction"]["target"]["urlTemplate"];
    assert_eq!(target, "https://bao.example/search?q={search_term_string}");
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        assert!(page.contains(&format!("href=\"https://bao.example/{feed}\"")), "{feed}");
    }
    assert!(!page.contains("<link rel=\"prev\""));
    let next = between(&page, "<link rel=\"next\" href=\"https://bao.example", "\"").replace("&amp;", "&");
    let second = site.get(&next).await.body;
    assert!(second.contains("<link rel=\"prev\" href=\"https://bao.example/?after="));
    assert_eq!(between(&second, "<link rel=\"canonical\" href=\"https://bao.example", "\""), next);
}

#[tokio::test]
async fn listings_and_pages_have_theirs() {
    let site = Site::sample().await;
    let author = site.get("/author/do-quoc-thinh").await.body;
    assert_eq!(property(&author, "og:type"), "profile");
    assert_eq!(thing(&author, "ProfilePage")["mainEntity"]["@type"], "Person");
    assert!(author.contains("href=\"https://bao.example/author/do-quoc-thinh/atom.xml\""));
    let page = site.get("/gioi-thieu").await.body;
    assert_eq!(thing(&page, "WebPage")["url"], "https://bao.example/gioi-thieu");
    assert_eq!(property(&page, "og:type"), "website");
}

#[tokio::test]
async fn missing_content_reveals_nothing() {
    let site = Site::sample().await;
    let page = site.get("/khong-co").await.body;
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\""));
    for none in ["canonical", "og:", "ld+json", "oembed"] {
        assert!(!page.contains(none), "{none}");
    }
}

#[tokio::test]
async fn hostile_titles_stay_in_their_place() {
    let site = Site::sample().await;
    let title = "</script><script>alert(1)</script><!-- \"onload=x ' & </title>";
    let mut writing = site.state.store.write().await.unwrap();
    sql::query(
        "UPDATE posts SET title = $1, excerpt = $1, seo_description = $1 WHERE slug = 'cong-nghiep-ho-tro-long-an'",
    )
    .bind(title)
    .execute(&mut writing)
    .await
    .unwrap();
    sql::query("UPDATE authors SET name = $1").bind(title).execute(&mut writing).await.unwrap();
    sql::query("UPDATE terms SET name = $1").bind(title).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    for path in [POST, "/", "/author/do-quoc-thinh"] {
        let page = site.get(path).await.body;
        assert!(!page.contains("<script>alert") && !page.contains("<!-- \"onload"), "{path}");
        assert!(!between(&page, "ld+json\">", "</script>").contains("<!--"), "{path}");
    }
    let page = site.get(POST).await.body;
    assert!(property(&page, "og:title").contains("&quot;onload"));
    assert_eq!(thing(&page, "NewsArticle")["headline"], title);
    assert_eq!(thing(&page, "NewsArticle")["author"][0]["name"], title);
}

#[tokio::test]
async fn posts_without_a_picture_have_a_card() {
    let site = Site::sample().await;
    let page = site.get(POST).await.body;
    let card = property(&page, "og:image").strip_prefix("https://bao.example").unwrap().to_owned();
    assert!(card.starts_with("/cards/") && card.ends_with(".png"), "{card}: the sample's pictures are drawings");
    assert_eq!((property(&page, "og:image:width"), property(&page, "og:image:height")), ("1200", "630"));
    let request = axum::http::Request::get(&card).body(axum::body::Body::empty()).unwrap();
    let (headers, status, bytes) = site.ask_whole(request).await;
    assert_eq!((status, &headers[header::CONTENT_TYPE]), (StatusCode::OK, &"image/png".parse().unwrap()));
    assert!(headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    let picture = image::load_from_memory(&bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (1200, 630));

    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE posts SET title = 'Tên khác' WHERE slug = 'cong-nghiep-ho-tro-long-an'")
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let moved = site.get(&card).await;
    assert_eq!(moved.status, StatusCode::TEMPORARY_REDIRECT);
    let renewed = site.get(POST).await.body;
    assert_eq!(property(&renewed, "og:image"), format!("https://bao.example{}", moved.location));
    for none in ["/cards/999999.x.png", "/cards/x.png", "/cards/"] {
        assert_eq!(site.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
    let front = site.get("/").await.body;
    assert!(property(&front, "og:image").starts_with("https://bao.example/cards/0."));
}

#[tokio::test]
async fn the_featured_image_is_the_share_image() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE posts SET image_src = 'https://anh.example/a.jpg', image_alt = 'Cầu' WHERE kind = 'post'")
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let page = site.get(POST).await.body;
    assert_eq!(property(&page, "og:image"), "https://anh.example/a.jpg");
    assert_eq!(property(&page, "og:image:alt"), "Cầu");
    assert!(!page.contains("og:image:width"), "nobody knows");
}

#[tokio::test]
async fn posts_can_be_embedded() {
    let site = Site::sample().await;
    let page = site.get(POST).await.body;
    let url = between(&page, "type=\"application/json+oembed\" href=\"https://bao.example", "\"").replace("&amp;", "&");
    let answer = site.get(&url).await;
    assert_eq!(answer.status, StatusCode::OK);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&told["version"], &told["type"], &told["width"]), (&"1.0".into(), &"rich".into(), &600.into()));
    assert!(told["html"].as_str().unwrap().contains(&format!("href=\"https://bao.example{POST}\"")));
    assert_eq!(told["thumbnail_width"], 1200);
    let small: Value = serde_json::from_str(&site.get(&format!("{url}&maxwidth=300")).await.body).unwrap();
    assert_eq!((&small["width"], &small["thumbnail_url"]), (&300.into(), &Value::Null));
    let xml = site.get(&url.replace("format=json", "format=xml")).await;
    assert!(
        xml.content_type.starts_with("text/xml") && xml.body.contains("<title>") && xml.body.contains("&lt;blockquote")
    );
    assert_eq!(site.get(&url.replace("format=json", "format=yaml")).await.status, StatusCode::NOT_IMPLEMENTED);
    assert_eq!(site.get("/oembed").await.status, StatusCode::BAD_REQUEST);
    for foreign in
        ["https://x.example/posts/a", "https://bao.example/posts/none", "https://bao.example/", "x", "file:///etc"]
    {
        assert_eq!(site.get(&format!("/oembed?url={foreign}")).await.status, StatusCode::NOT_FOUND, "{foreign}");
    }
}

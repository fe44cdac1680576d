use longan::store::sql;

use axum::http::StatusCode;

use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

#[tokio::test]
async fn a_post_has_all_its_parts() {
    let site = Site::sample().await;
    let page = site.get(POST).await;
    assert_eq!(page.status, StatusCode::OK);
    let main = between(&page.body, "<main", "</main>");
    for part in [
        "post-header",
        "byline",
        "reading-time",
        "lead-image",
        "class=\"prose e-content\"",
        "table-scroll",
        "figcaption",
        "class=\"tags\"",
        "facebook.com/sharer",
        "x.com/intent",
        "zalo.me",
        "mailto:",
        "author-box",
        "class=\"adjacent\"",
        "comment-form",
        "Email của bạn không được công bố",
        "class=\"required\"",
        "method=\"post\"",
    ] {
        assert!(main.contains(part), "no {part}");
    }
    assert!(main.contains("https%3A%2F%2Fbao%2Eexample") || main.contains("https%3A%2F%2Fbao.example"));
    assert_eq!(page.body.matches("<h1").count(), 1);
}

#[tokio::test]
async fn the_body_does_not_travel_twice() {
    let site = Site::sample().await;
    let page = site.get(POST).await;
    let body = between(&page.body, "class=\"prose e-content\">", "</p>");
    let sentence: String = body.chars().skip(body.chars().count().saturating_sub(40)).collect();
    assert_eq!(page.body.matches(&sentence).count(), 1, "{sentence}");
}

#[tokio::test]
async fn a_page_of_the_site_has_no_byline() {
    let site = Site::sample().await;
    let page = site.get("/gioi-thieu").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("class=\"byline\""));
    assert!(page.body.contains("<title>Giới thiệu"));
}

#[tokio::test]
async fn titles_are_escaped() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    let hostile = "</title><script>alert(1)</script>";
    sql::query("UPDATE posts SET title = $1, excerpt = $1").bind(hostile).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    for url in ["/", POST] {
        let page = site.get(url).await;
        let at = page.body.find("<script>alert");
        assert_eq!(at.map(|at| &page.body[at.saturating_sub(200)..at]), None, "{url}");
        // The data for hydration is escaped, too.
        assert!(!page.body.contains("</title><script"), "{url}");
    }
}

//! Posts by year and month, and the old addresses of such pages.

use axum::http::StatusCode;
use longan::store::sql;

use crate::routes::site::Site;

/// Publishes a post of the sample site at a time.
async fn publish(site: &Site, slug: &str, at: &str) {
    let at: jiff::Timestamp = at.parse().unwrap();
    let mut writing = site.state.store.write().await.unwrap();
    for sql in [
        "UPDATE posts SET published_at = $2 WHERE slug = $1",
        "UPDATE post_terms SET published_at = $2 WHERE post_id = (SELECT id FROM posts WHERE kind = 'post' AND slug = $1)",
    ] {
        sql::query(sql).bind(slug).bind(at.as_millisecond()).execute(&mut writing).await.unwrap();
    }
    writing.commit().await.unwrap();
}

const POST: &str = "cong-nghiep-ho-tro-long-an";

#[tokio::test]
async fn posts_are_listed_by_year_and_month() {
    let site = Site::sample().await;
    // In Vietnam, it is 2001 already.
    publish(&site, POST, "2000-12-31T18:00:00Z").await;
    let all = site.get("/archive").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.body.contains("href=\"/archive/2001\"") && !all.body.contains("/archive/2000"), "{}", all.body);
    let year = site.get("/archive/2001").await.body;
    assert!(year.contains("href=\"/archive/2001/01\"") && !year.contains("/archive/2001/02"));
    assert!(year.contains(&format!("/posts/{POST}")) && year.contains("Bài năm 2001"));
    let month = site.get("/archive/2001/01").await.body;
    assert!(month.contains(&format!("/posts/{POST}")) && month.contains("Bài tháng 1/2001"));
    assert!(month.contains("class=\"breadcrumbs\"") && month.contains("BreadcrumbList"));
    for none in ["/archive/2000", "/archive/2001/02", "/archive/1", "/archive/2001/1", "/archive/9999/12", "/archive/x"]
    {
        assert_eq!(site.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn dates_of_wordpress_lead_to_the_archive() {
    let site = Site::sample().await;
    publish(&site, POST, "2001-01-15T03:00:00Z").await;
    for (old, new) in [
        ("/2001/", "/archive/2001"),
        ("/2001/01/", "/archive/2001/01"),
        ("/2001/01/page/2/", "/archive/2001/01"),
        ("/?m=200101", "/archive/2001/01"),
    ] {
        let answer = site.get(old).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::MOVED_PERMANENTLY, new), "{old}");
    }
    let day = site.get("/2001/01/15/").await;
    assert!(day.location.starts_with("/archive/2001/01?before="), "{}", day.location);
    assert!(site.get(&day.location).await.body.contains(&format!("/posts/{POST}")));
}

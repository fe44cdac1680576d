use longan::store::sql;

use axum::http::StatusCode;

use crate::routes::site::{Site, between};

#[tokio::test]
async fn home_pages_through_all_posts() {
    let site = Site::with(|settings| settings.site.posts_per_page = 5).await;
    let mut url = "/".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = site.get(&url).await;
        assert_eq!(page.status, StatusCode::OK, "{url}");
        assert_eq!(page.body.matches("<h1").count(), 1);
        let list = between(&page.body, "<main", "</main>");
        let links =
            list.match_indices("\" class=\"u-url\"").map(|(at, _)| list[..at].rsplit("href=\"").next().unwrap());
        seen.extend(links.map(str::to_owned));
        if !list.contains("rel=\"next\"") {
            break;
        }
        let next = between(list, "rel=\"next\" href=\"", "\"");
        url = next.replace("&amp;", "&");
    }
    assert_eq!(seen.len(), 12);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 12, "no post twice");
}

#[tokio::test]
async fn category_tag_and_author_have_pages() {
    let site = Site::sample().await;
    let post = site.get("/posts/cong-nghiep-ho-tro-long-an").await.body;
    for start in ["/category/", "/tag/", "/author/"] {
        let main = between(&post, "<main", "</main>");
        let slug = between(main, &format!("href=\"{start}"), "\"");
        let page = site.get(&format!("{start}{slug}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("/posts/cong-nghiep-ho-tro-long-an"), "{start}{slug}");
    }
}

#[tokio::test]
async fn the_sidebar_and_the_cards_repeat_nothing() {
    let site = Site::sample().await;
    let latest = |page: &str| {
        page.split_once("id=\"latest-posts\"").map(|(_, after)| after.split_once("</ol>").unwrap().0.to_owned())
    };
    assert!(latest(&site.get("/").await.body).is_none(), "all are in the list");
    let open = "/posts/cong-nghiep-ho-tro-long-an";
    let beside = latest(&site.get(open).await.body).unwrap();
    assert!(!beside.contains(open), "{beside}");
    assert_eq!(
        beside.matches("<li>").count(),
        latest(&site.get("/gioi-thieu").await.body).unwrap().matches("<li>").count()
    );
    let category = site.get("/category/xay-dung").await.body;
    assert!(!between(&category, "post-list", "</main>").contains("href=\"/category/xay-dung\""));
    let author = site.get("/author/do-quoc-thinh").await.body;
    assert!(!between(&author, "post-list", "</main>").contains("href=\"/author/"));
}

#[tokio::test]
async fn every_page_has_the_sidebar() {
    let site = Site::sample().await;
    for url in ["/gioi-thieu", "/posts/cong-nghiep-ho-tro-long-an", "/nothing-here"] {
        let page = site.get(url).await;
        for part in ["latest-posts", "category-list", "promotion", "skip-link", "/lien-he"] {
            assert!(page.body.contains(part), "{url} has no {part}");
        }
    }
}

#[tokio::test]
async fn missing_pages_are_not_found() {
    let site = Site::sample().await;
    let urls = [
        "/posts/none",
        "/none",
        "/category/none",
        "/tag/none",
        "/author/none",
        "/a/b/c",
        "/?before=x",
        "/posts/ghi-chep-hoi-cho-linh-kien",
    ];
    for url in urls {
        let page = site.get(url).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{url}");
        assert!(page.content_type.starts_with("text/html"), "{url}");
        assert!(page.body.contains("Không có trang này"), "{url}");
    }
}

#[tokio::test]
async fn a_database_error_is_answered_without_internals() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("DROP TABLE post_terms").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get("/").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.body.contains("Máy chủ gặp sự cố"));
    assert!(!page.body.contains("post_terms"));
}

#[tokio::test]
async fn the_interface_speaks_english_when_asked_to() {
    let site = Site::with(|settings| settings.site.language = longan::model::language::Language::En).await;
    let page = site.get("/").await;
    assert!(page.body.contains("<html lang=\"en\""));
    assert!(page.body.contains("Skip to content"));
}

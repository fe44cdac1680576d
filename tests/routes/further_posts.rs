//! What a post leads on to: breadcrumbs, related posts, neighbours; and the tree of pages.

use axum::http::StatusCode;
use longan::store::sql;
use longan::writing::prepare_search;

use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

async fn write(site: &Site, statements: &[&'static str]) {
    let mut writing = site.state.store.write().await.unwrap();
    for statement in statements {
        sql::query(*statement).execute(&mut writing).await.unwrap();
    }
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn related_posts_are_shown_until_they_are_hidden() {
    let site = Site::sample().await;
    prepare_search(&site.state).await.unwrap();
    let page = site.get(POST).await.body;
    let related = between(&page, "class=\"section related\"", "</section>");
    let first = between(related, "href=\"/posts/", "\"").to_owned();
    assert!(!first.is_empty() && !related.contains(POST), "{related}");
    let sidebar = between(&page, "<aside", "</aside>");
    assert!(!sidebar.contains(&format!("/posts/{first}\"")), "the sidebar does not repeat it");

    let mut writing = site.state.store.write().await.unwrap();
    let hide = "UPDATE posts SET status = 'draft' WHERE slug = $1";
    sql::query(hide).bind(&first).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get(POST).await.body;
    let related = between(&page, "class=\"section related\"", "</section>");
    assert!(!related.contains(&format!("/posts/{first}\"")), "{related}");
}

#[tokio::test]
async fn breadcrumbs_name_the_categories_above() {
    let site = Site::sample().await;
    write(
        &site,
        &["UPDATE terms SET parent_id = (SELECT MIN(id) FROM terms WHERE kind = 'category') WHERE id =
                 (SELECT MAX(id) FROM terms WHERE kind = 'category' AND post_count > 0)"],
    )
    .await;
    let find = "SELECT t.slug, p.slug FROM terms t JOIN terms p ON p.id = t.parent_id LIMIT 1";
    let (child, parent): (String, String) =
        sql::query_as(find).fetch_one(&mut site.state.store.read().await.unwrap()).await.unwrap();
    let page = site.get(&format!("/category/{child}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let crumbs = between(&page.body, "class=\"breadcrumbs\"", "</nav>");
    assert!(crumbs.contains(&format!("href=\"/category/{parent}\"")), "{crumbs}");
    let data = between(&page.body, "application/ld+json", "</script>");
    assert!(data.contains(&format!("https://bao.example/category/{parent}")), "{data}");
    assert!(!site.get(&format!("/category/{parent}")).await.body.contains("class=\"breadcrumbs\""));
}

#[tokio::test]
async fn pages_link_to_those_above_and_below() {
    let site = Site::sample().await;
    write(
        &site,
        &["UPDATE posts SET parent_id = (SELECT id FROM posts WHERE slug = 'gioi-thieu')
           WHERE kind = 'page' AND status = 'published' AND slug <> 'gioi-thieu'"],
    )
    .await;
    let page = site.get("/gioi-thieu").await.body;
    let below = between(&page, "aria-label=\"Trang con\"", "</nav>");
    let child = site.get(&format!("/{}", between(below, "href=\"/", "\""))).await.body;
    assert!(between(&child, "class=\"breadcrumbs\"", "</nav>").contains("href=\"/gioi-thieu\""));
}

//! The front page in sections: its default, arranging it, and what it shows.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::clock::now;
use longan::model::user::Role;
use longan::site_management::post_reads;
use longan::store::sql;
use serde_json::{Value, json};

use crate::routes::site::Site;
use crate::routes::terms::{call, fields, read};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A section with the usual options, some of them changed.
pub fn section(kind: &str, changes: Value) -> Value {
    let mut section = json!({ "kind": kind, "layout": "Story", "choice": "Newest", "heading": "", "source": "", "posts": [],
                              "count": 3, "has_link": true, "may_repeat": false, "text": "" });
    for (name, value) in changes.as_object().unwrap() {
        section[name] = value.clone();
    }
    section
}

/// Saves sections over those that are stored.
pub async fn arrange(site: &Site, cookie: &str, sections: Value) -> (StatusCode, Value) {
    let known = read(site, cookie, "front-page").await["sections"].clone();
    call(site, cookie, "front-page/save", json!({ "sections": sections, "known": known })).await
}

/// The slugs of the posts on a page's sections, in order.
fn shown(page: &str) -> Vec<&str> {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut parts: Vec<&str> = main.split("\" class=\"u-url\"").collect();
    parts.pop();
    parts.into_iter().map(|part| part.rsplit("href=\"/posts/").next().unwrap()).collect()
}

fn position(page: &str, text: &str) -> usize {
    page.find(text).unwrap_or_else(|| panic!("{text} is missing"))
}

#[tokio::test]
async fn a_new_site_arranges_its_front_page_by_itself() {
    let site = Site::sample().await;
    let page = site.get("/").await.body;
    assert!(position(&page, "with-lead") < position(&page, "post-list"), "a lead, then the latest");
    let posts = shown(&page);
    let mut once = posts.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((posts.len(), once.len()), (11, 11), "{posts:?}");
    let older = page.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = site.get(older).await.body;
    assert!(!second.contains("front-section"));
    assert_eq!(shown(&second).len(), 1, "the rest: {:?}", shown(&second));
    assert!(shown(&second).iter().all(|post| !posts.contains(post)));
    let newer = second.split("rel=\"prev\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(site.get(newer).await.body.contains("with-lead"), "back at the start");
    // Few posts are a list.
    let mut writing = site.state.store.write().await.unwrap();
    let few = "DELETE FROM posts WHERE kind = 'post' AND id NOT IN (SELECT id FROM posts WHERE kind = 'post' \
               AND status = 'published' ORDER BY id LIMIT 3)";
    sql::query(few).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get("/").await.body;
    assert!(page.contains("h-entry lead") && !page.contains("front-section"), "{page}");
}

#[tokio::test]
async fn the_plain_list_stays_as_it_was() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let (status, answer) = arrange(&site, &cookie, json!([section("Latest", json!({ "count": 0 }))])).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let page = site.get("/").await.body;
    assert!(page.contains("h-entry lead") && page.contains("latest-posts") && !page.contains("front-section"));
}

#[tokio::test]
async fn sections_are_shown_in_their_order_and_no_post_twice() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let terms = read(&site, &cookie, "terms").await;
    let path = |name: &str| {
        let list = terms["categories"].as_array().unwrap();
        list.iter().find(|term| term["name"] == name).unwrap()["path"].clone()
    };
    let building = path("Xây dựng");
    let sections = json!([
        section("Lead", json!({ "choice": "Picked", "posts": ["tho-khuon-mau"], "count": 3 })),
        section("Term", json!({ "source": building, "layout": "Grid", "heading": " Nhà <xưởng> ", "count": 4 })),
        section("Term", json!({ "source": building, "layout": "Headlines", "may_repeat": true, "count": 2 })),
        section("Opinion", json!({ "choice": "Picked", "posts": ["lop-hoc-trong-xuong"] })),
        section("Text", json!({ "text": "<p onclick=\"x\">Tòa soạn</p><script>alert(1)</script>" })),
        section("Latest", json!({ "count": 0 })),
    ]);
    let (status, answer) = arrange(&site, &cookie, sections.clone()).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!((&answer["missing"], answer["sections"].as_array().unwrap().len()), (&json!([]), 6));
    let page = site.get("/").await.body;
    let parts = ["with-lead", "Nhà &lt;xưởng&gt;</a>", "Tòa soạn", "post-list"].map(|part| position(&page, part));
    assert!(parts.is_sorted(), "{parts:?}");
    assert!(!page.contains("onclick=\"x\"") && !page.contains("alert(1)"));
    let posts = shown(&page);
    assert_eq!(posts[0], "tho-khuon-mau");
    let mut counts: Vec<usize> = posts.iter().map(|post| posts.iter().filter(|other| other == &post).count()).collect();
    counts.sort_unstable();
    assert_eq!(counts.last(), Some(&2), "only the section that may repeats");
    assert_eq!(counts.iter().filter(|count| **count == 2).count(), 4, "{posts:?}");
    assert_eq!(counts.len() - 2, 12, "every post is on the page");
    let preview = call(&site, &cookie, "front-page/preview", json!({ "sections": sections })).await.1;
    assert_eq!(preview[0]["posts"][0]["slug"], "tho-khuon-mau");
    // A section without posts is told from those that are shown.
    let without = json!([section("Term", json!({ "source": "/category/khong-co" })), section("Latest", json!({}))]);
    let preview = call(&site, &cookie, "front-page/preview", json!({ "sections": without })).await.1;
    let places: Vec<_> = preview.as_array().unwrap().iter().map(|section| &section["place"]).collect();
    assert_eq!(places, [1]);
    // Without the sections, the site arranges itself again.
    let (status, answer) = arrange(&site, &cookie, json!([])).await;
    assert_eq!((status, &answer["sections"]), (StatusCode::OK, &json!([])));
    assert_eq!(shown(&site.get("/").await.body).len(), 11);
}

#[tokio::test]
async fn wrong_sections_are_explained_and_conflicts_noticed() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let sections = json!([
        section("Term", json!({ "source": "" })),
        section("Term", json!({ "source": "/category/a", "count": 4_294_967_295_u32 })),
        section("Gallery", json!({ "choice": "Picked" })),
        section("Text", json!({ "heading": "x".repeat(81), "text": " " })),
        section("Lead", json!({ "source": "https://evil.example/" })),
    ]);
    let (status, answer) = arrange(&site, &cookie, sections).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = [
        "section-0-source",
        "section-1-count",
        "section-2-posts",
        "section-3-heading",
        "section-3-text",
        "section-4-source",
    ];
    assert_eq!(fields(&answer), expected);
    let many: Vec<_> = (0..21).map(|_| section("MostRead", json!({}))).collect();
    assert_eq!(fields(&arrange(&site, &cookie, json!(many)).await.1), [""]);

    let gone = json!([
        section("Term", json!({ "source": "/category/khong-con" })),
        section("Lead", json!({ "choice": "Picked", "posts": ["khong-con"] })),
    ]);
    let (status, answer) = arrange(&site, &cookie, gone.clone()).await;
    assert_eq!((status, &answer["missing"]), (StatusCode::OK, &json!(["/category/khong-con", "khong-con"])));
    let page = site.get("/").await.body;
    assert!(page.contains("with-lead") && !page.contains("khong-con"), "the lead is filled up");
    let (status, _) = call(&site, &cookie, "front-page/save", json!({ "sections": [], "known": [] })).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(read(&site, &cookie, "front-page").await["sections"], gone);
}

#[tokio::test]
async fn a_section_follows_its_category() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let category = read(&site, &cookie, "terms").await["categories"][0].clone();
    let sections = json!([section("Term", json!({ "source": category["path"] }))]);
    assert_eq!(arrange(&site, &cookie, sections).await.0, StatusCode::OK);
    let appearance = json!({ "color": "Teal", "image_src": "/images/ep-nhua.svg", "has_front_page": true });
    let draft = json!({ "draft": { "id": category["id"], "kind": "Category", "name": "Mới", "slug": "moi", "description": "",
                                   "parent": null, "appearance": appearance } });
    assert_eq!(call(&site, &cookie, "terms/save", draft).await.0, StatusCode::OK);
    assert_eq!(read(&site, &cookie, "front-page").await["sections"][0]["source"], "/category/moi");
    assert!(site.get("/").await.body.contains("front-section with-story color-teal"));
    let page = site.get("/category/moi").await.body;
    assert!(page.contains("listing-header color-teal") && page.contains("with-lead"), "{page}");
    assert!(page.contains("/images/ep-nhua.svg"));
    let wrong = json!({ "draft": { "id": category["id"], "kind": "Category", "name": "Mới", "slug": "moi", "description": "",
                                   "parent": null, "appearance": { "color": null, "image_src": "javascript:alert(1)",
                                                                   "has_front_page": false } } });
    assert_eq!(fields(&call(&site, &cookie, "terms/save", wrong).await.1), ["term-image"]);
}

#[tokio::test]
async fn a_write_invalidates_the_front_page_only_if_it_shows_it() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let source = "/category/xay-dung";
    let sections = json!([
        section("Lead", json!({ "source": source, "count": 2 })),
        section("Opinion", json!({ "choice": "Picked", "posts": ["tho-khuon-mau"] })),
        section("MostRead", json!({})),
    ]);
    assert_eq!(arrange(&site, &cookie, sections).await.0, StatusCode::OK);
    let is_kept = async |change: &str| {
        site.get("/").await;
        let before = site.state.pages.counters();
        let mut writing = site.state.store.write().await.unwrap();
        sql::query(sqlx::AssertSqlSafe(change.to_owned())).execute(&mut writing).await.unwrap();
        writing.commit().await.unwrap();
        site.get("/").await;
        site.state.pages.counters().hits > before.hits
    };
    let other = "slug = 'cang-long-an-va-duong-song'";
    for kept in [
        "UPDATE terms SET post_count = post_count + 1 WHERE slug = 'ha-tang-logistics'",
        &format!("UPDATE posts SET title = 'Tên mới', updated_at = updated_at + 1 WHERE {other}"),
        &format!("UPDATE posts SET published_at = published_at + 1 WHERE {other}"),
        &format!("DELETE FROM post_terms WHERE post_id = (SELECT id FROM posts WHERE {other})"),
        "UPDATE posts SET title = 'Bản nháp' WHERE status = 'draft'",
    ] {
        assert!(is_kept(kept).await, "{kept}");
    }
    for voided in [
        "UPDATE posts SET title = 'Tên mới' WHERE slug = 'tho-khuon-mau'",
        "UPDATE post_terms SET published_at = published_at + 1 WHERE term_id = (SELECT id FROM terms WHERE slug = 'xay-dung')",
        "UPDATE terms SET name = 'Tên khác' WHERE slug = 'ha-tang-logistics'",
        "UPDATE front_sections SET heading = 'Mới' WHERE position = 0",
        "UPDATE settings SET value = 'Báo mới' WHERE name = 'title'",
    ] {
        assert!(!is_kept(voided).await, "{voided}");
    }
    // With the latest posts, it changes with each that is published, but not with what is written in old ones.
    assert_eq!(arrange(&site, &cookie, json!([section("Latest", json!({ "count": 2 }))])).await.0, StatusCode::OK);
    assert!(is_kept("UPDATE posts SET html = html || 'x' WHERE slug = 'nhung-cay-cau-qua-song-vam-co'").await);
    assert!(!is_kept(&format!("UPDATE posts SET published_at = published_at + 1 WHERE {other}")).await);
}

#[tokio::test]
async fn reads_and_comments_decide_what_is_shown() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let visit = async |path: &str, agent: &str| {
        let request = Request::get(path).header(header::USER_AGENT, agent).body(Body::empty()).unwrap();
        assert_eq!(site.ask(request).await.status, StatusCode::OK);
    };
    for _ in 0..3 {
        visit("/posts/tho-khuon-mau", BROWSER).await;
        visit("/posts/ben-trong-mot-kho-lanh", "Googlebot/2.1 (+http://www.google.com/bot.html)").await;
    }
    visit("/posts/so-hoa-xuong-nho", BROWSER).await;
    visit("/gioi-thieu", BROWSER).await;
    post_reads::store(&site.state).await.unwrap();
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE comments SET created_at = $1 WHERE post_id = (SELECT id FROM posts WHERE slug = 'vanh-dai-3-qua-ben-luc')")
        .bind(now())
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let sections = json!([section("MostRead", json!({})), section("MostDiscussed", json!({}))]);
    assert_eq!(arrange(&site, &cookie, sections).await.0, StatusCode::OK);
    let page = site.get("/").await.body;
    let posts = shown(&page);
    assert_eq!(posts[..2], ["tho-khuon-mau", "so-hoa-xuong-nho"]);
    assert!(!posts.contains(&"ben-trong-mot-kho-lanh"), "programs do not read: {posts:?}");
    assert_eq!(posts.last(), Some(&"vanh-dai-3-qua-ben-luc"), "{posts:?}");
}

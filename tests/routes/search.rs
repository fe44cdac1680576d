//! Search: the page of results, what is found, and suggestions.

use axum::http::{StatusCode, header};
use longan::clock::now;
use longan::config::Moderation;
use longan::model::user::Role;
use longan::store::sql::{self, Engine};
use longan::writing::prepare_search;
use longan::writing::schedule::publish_due;
use serde_json::json;

use crate::routes::site::{Site, between};

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The HTML of the search results.
async fn search(site: &Site, typed: &str) -> String {
    let page = site.get(&format!("/search?q={}", encode(typed))).await;
    assert_eq!(page.status, StatusCode::OK, "{typed}");
    between(&page.body, "<main", "</main>").to_owned()
}

#[tokio::test]
async fn any_spelling_finds_posts_and_highlights_the_original_text() {
    let site = Site::sample().await;
    for typed in [
        "cong nghiep ho tro",
        "CÔNG NGHIỆP HỖ TRỢ",
        "co\u{302}ng nghie\u{323}\u{302}p ho\u{302}\u{303} tro\u{31b}\u{323}",
    ] {
        let found = search(&site, typed).await;
        assert!(found.contains("/posts/cong-nghiep-ho-tro-long-an"), "{typed}");
        assert!(found.to_lowercase().contains("<mark>công nghiệp hỗ trợ</mark>"), "{found}");
    }
    let page = site.get("/search?q=cong+nghiep").await;
    assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\""));
    assert!(page.body.contains(" kết quả cho “cong nghiep” – "), "{}", between(&page.body, "<title>", "</title>"));
    assert!(between(&page.body, "class=\"count\">", "<").contains("kết quả cho “cong nghiep”"));
    assert!(between(&page.body, "id=\"search-page-query\"", ">").contains("value=\"cong nghiep\""));
}

#[tokio::test]
async fn pages_and_comments_are_found_too_and_no_email_address() {
    let site = Site::sample().await;
    assert!(search(&site, "\"liên hệ\"").await.contains("href=\"/lien-he\""));
    let mut writing = site.state.store.write().await.unwrap();
    let (id, email, html): (i64, String, String) =
        sql::query_as("SELECT id, email, html FROM comments WHERE status = 'published' ORDER BY id LIMIT 1")
            .fetch_one(&mut writing)
            .await
            .unwrap();
    writing.rollback().await.unwrap();
    let words: Vec<&str> = html.split(['<', '>']).filter(|text| text.len() > 20).collect();
    let words = words[0].split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let found = search(&site, &words).await;
    assert!(found.contains(&format!("#comment-{id}\"")), "{words}: {found}");
    assert!(!found.contains("@") && found.contains("Bình luận của "));
    assert!(search(&site, &email).await.contains("Không có kết quả nào"), "{email}");
}

#[tokio::test]
async fn results_are_filtered_and_have_pictures() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    let sql = "UPDATE posts SET image_src = '/media/7/a.jpg' WHERE slug = 'so-hoa-xuong-nho'";
    sql::query(sql).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    // Of posts, of comments.
    let found = async |parameters: &str| {
        let page = site.get(&format!("/search?q=x%C6%B0%E1%BB%9Fng{parameters}")).await.body;
        let main = between(&page, "<main", "</main>").to_owned();
        let hits: Vec<&str> = main.split("<article").skip(1).collect();
        let comments = hits.iter().filter(|hit| hit.contains("#comment-")).count();
        let current =
            main.split("aria-current=\"true\">").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
        ((hits.len() - comments, comments), current.unwrap_or_default(), main)
    };
    let ((posts, comments), current, main) = found("").await;
    assert!(posts > 0 && comments > 0, "{main}");
    assert_eq!(current, "Tất cả");
    assert!(main.contains("href=\"/search?q=x%C6%B0%E1%BB%9Fng&amp;in=comments\""), "{main}");
    let hit = main.split("<article").find(|hit| hit.contains("/posts/so-hoa-xuong-nho\"")).unwrap();
    assert!(between(hit, "<img", ">").contains("src=\"/media/7/a.jpg\""), "{hit}");
    let (counts, current, _) = found("&in=posts").await;
    assert_eq!((counts, current.as_str()), ((posts, 0), "Bài và trang"));
    let (counts, current, _) = found("&in=comments").await;
    assert_eq!((counts, current.as_str()), ((0, comments), "Bình luận"));
    assert_eq!(found("&in=x").await.0, (posts, comments));
    let empty = site.get("/search?q=%22s%E1%BB%91+h%C3%B3a+x%C6%B0%E1%BB%9Fng+nh%E1%BB%8F%22&in=comments").await.body;
    assert!(empty.contains("class=\"search-filter\"") && empty.contains("class=\"search-help\""), "{empty}");
    assert!(!site.get("/search?q=zzzzzz").await.body.contains("search-filter"));
}

#[tokio::test]
async fn nothing_typed_and_nothing_found_come_with_help() {
    let site = Site::sample().await;
    let empty = site.get("/search").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.body.contains("class=\"search-help\"") && !empty.body.contains("kết quả cho"));
    let vain = search(&site, "zzzzzz").await;
    assert!(vain.contains("Không có kết quả nào cho “zzzzzz”") && vain.contains("class=\"search-help\""));
    let hostile = search(&site, "</title><script>alert(1)</script>\" onfocus=\"x").await;
    assert!(!hostile.contains("<script>alert"), "{hostile}");
    assert!(hostile.contains("value=\"&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onfocus=&quot;x\""));
    for url in ["/search?q=an&page=0", "/search?q=an&page=x", "/search?q=an&page=99", "/search/x"] {
        assert_eq!(site.get(url).await.status, StatusCode::NOT_FOUND, "{url}");
    }
    assert_eq!(site.get("/search/").await.location, "/search");
    assert_eq!(site.get("/?s=l%C3%BAa+nep").await.location, "/search?q=l%C3%BAa+nep", "as WordPress searches");
    for broken in ["/search?q=%FF%C3%28", "/search?q", "/search?q=%00", "/search?=&&q=%22"] {
        assert_eq!(site.get(broken).await.status, StatusCode::OK, "{broken}");
    }
}

#[tokio::test]
async fn results_are_paged_with_links() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    for number in 0..45 {
        sql::query(
            "INSERT INTO posts (kind, status, slug, title, source, format, html, excerpt, minutes, comments,
                                published_at, created_at, updated_at)
             VALUES ('post', 'published', $1, 'Sầu riêng', '', 'html', '<p>quả</p>', '', 1, 'open', $2, 0, 0)",
        )
        .bind(format!("sau-rieng-{number}"))
        .bind(number)
        .execute(&mut writing)
        .await
        .unwrap();
    }
    writing.commit().await.unwrap();
    let mut url = "/search?q=%22s%E1%BA%A7u+ri%C3%AAng%22+qua".to_owned();
    let mut seen = Vec::new();
    for page in 1..=3 {
        let body = site.get(&url).await.body;
        let main = between(&body, "<main", "</main>").to_owned();
        assert!(main.contains("45 kết quả") && main.contains(&format!("Trang {page}<")));
        assert_eq!(main.contains("rel=\"prev\""), page > 1);
        seen.extend(main.split("href=\"/posts/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        if page < 3 {
            url = between(&main, "rel=\"next\" href=\"", "\"").replace("&amp;", "&");
        } else {
            assert!(!main.contains("rel=\"next\""));
        }
    }
    let expected: Vec<String> = (0..45).rev().map(|number| format!("sau-rieng-{number}")).collect();
    assert_eq!(seen, expected, "each once, the newest first");
}

#[tokio::test]
async fn searches_do_not_fill_the_page_cache() {
    let site = Site::sample().await;
    for number in 0..20 {
        site.get(&format!("/search?q=word{number}")).await;
        site.get(&format!("/search?q=a&utm_source={number}")).await;
    }
    assert_eq!(site.state.pages.counters().pages, 0);
    site.get("/search").await;
    assert_eq!(site.state.pages.counters().pages, 1, "the empty form is a page like others");
}

#[tokio::test]
async fn suggestions_come_while_somebody_types() {
    let site = Site::sample().await;
    let answer = site.get("/api/suggest?q=cong%20nghi").await;
    assert_eq!((answer.status, answer.content_type.as_str()), (StatusCode::OK, "text/html; charset=utf-8"));
    assert_eq!(answer.headers[header::CACHE_CONTROL], "private, max-age=20");
    let list = &answer.body;
    assert!(list.starts_with("<ul role=\"listbox\" id=\"suggestions\""), "{list}");
    assert!(
        list.contains("data-path=\"/posts/cong-nghiep-ho-tro-long-an\"") && list.contains("<mark>Công nghiệp</mark>")
    );
    assert!(list.contains("data-path=\"/search?q=cong+nghi\""), "the last one is all that there is");
    let hostile = site.get("/api/suggest?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E").await.body;
    assert!(!hostile.contains("<img"), "{hostile}");
    assert!(site.get("/api/suggest").await.body.contains("Chưa có gợi ý"));
}

/// Whether a word of the post, and one of its comment, are found.
async fn finds(site: &Site) -> (bool, bool) {
    let found = search(site, "\"vải thiều\" lục ngạn").await;
    (found.contains("href=\"/posts/vai-thieu\""), found.contains("href=\"/posts/vai-thieu?comment="))
}

#[tokio::test]
async fn changes_by_editors_and_moderators_show_at_once() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Everyone).await;
    let cookie = site.log_in(Role::Editor).await;
    let mut draft = json!({ "title": "Vải thiều", "source": "Vườn **vải thiều** Lục Ngạn.", "commenting": "Open" });
    let mut save = async |intent: serde_json::Value| {
        let arguments = json!({ "draft": draft, "intent": intent });
        let (status, saved) = site.call("posts/save", &cookie, arguments).await;
        assert_eq!(status, StatusCode::OK, "{saved}");
        draft["id"] = saved["id"].clone();
        draft["version"] = saved["version"].clone();
        saved["id"].as_i64().unwrap()
    };
    save(json!("Draft")).await;
    assert_eq!(finds(&site).await, (false, false));
    let id = save(json!("Publish")).await;
    assert_eq!(finds(&site).await, (true, false));

    let page = site.get("/posts/vai-thieu").await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (field("post"), field("stamp"));
    let fields = [("post", post.as_str()), ("stamp", &form_token), ("name", "Lan"), ("email", "lan@example.org")];
    let fields = fields.into_iter().chain([("body", "Vải thiều Lục Ngạn ngọt lắm")]).collect::<Vec<_>>();
    assert_eq!(site.post("/posts/vai-thieu", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(finds(&site).await, (true, false), "it waits");
    let mut reading = site.state.store.read().await.unwrap();
    let comment: i64 = sql::query_scalar("SELECT MAX(id) FROM comments").fetch_one(&mut reading).await.unwrap();
    drop(reading);
    let decide = async |decision: &str| {
        let arguments = json!({ "ids": [comment], "decision": decision });
        let (status, changed) = site.call("comments/decide", &cookie, arguments).await;
        assert_eq!(status, StatusCode::OK, "{changed}");
    };
    for (decision, is_found) in
        [("Approve", true), ("Spam", false), ("Approve", true), ("Trash", false), ("Restore", true)]
    {
        decide(decision).await;
        assert_eq!(finds(&site).await, (true, is_found), "{decision}");
    }
    let change = async |action: &str| {
        let (status, changed) = site.call("posts/change", &cookie, json!({ "ids": [id], "action": action })).await;
        assert_eq!(status, StatusCode::OK, "{changed}");
    };
    for (action, is_found) in
        [("Unpublish", false), ("Publish", true), ("Trash", false), ("Restore", true), ("Trash", false)]
    {
        change(action).await;
        assert_eq!(finds(&site).await, (is_found, is_found), "{action}");
    }
    change("Restore").await;
    let mut writing = site.state.store.write().await.unwrap();
    let sql = "UPDATE posts SET status = 'scheduled', published_at = $1 WHERE id = $2";
    sql::query(sql).bind(now() - 1).bind(id).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(finds(&site).await, (false, false));
    assert_eq!(publish_due(&site.state, now()).await.unwrap(), 1);
    assert_eq!(finds(&site).await, (true, true));
}

#[tokio::test]
async fn a_new_comment_is_indexed_soon() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    let path = "/posts/cong-nghiep-ho-tro-long-an";
    let page = site.get(path).await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (field("post"), field("stamp"));
    let fields = [("post", post.as_str()), ("stamp", &form_token), ("name", "Lan"), ("email", "lan@example.org")];
    let fields = fields.into_iter().chain([("body", "Thanh long ruột đỏ")]).collect::<Vec<_>>();
    assert_eq!(site.post(path, &fields).await.status, StatusCode::SEE_OTHER);
    // Runs the indexing that the server does in the background once it is notified.
    site.state.arrivals.notified().await;
    prepare_search(&site.state).await.unwrap();
    assert!(search(&site, "\"thanh long ruot do\"").await.contains("Bình luận của "));
}

#[tokio::test]
async fn a_site_from_before_there_was_a_search_is_indexed() {
    let site = Site::sample().await;
    let before = search(&site, "công nghiệp").await;
    let mut writing = site.state.store.write().await.unwrap();
    let old: &[&'static str] = &[
        "DELETE FROM search_posts WHERE rowid IN (SELECT place FROM search_places)",
        "DELETE FROM search_places",
        "DELETE FROM search_comments WHERE rowid IN (SELECT id FROM comments)",
        "DROP TABLE search_waiting_posts; DROP TABLE search_waiting_comments",
        include_str!("../../migrations/0014_waiting.sql"),
    ];
    // As an import leaves it.
    let unindexed: &[&'static str] = &[
        "DELETE FROM search_posts; DELETE FROM search_comments",
        "INSERT INTO unindexed_posts SELECT id, 0 FROM posts WHERE status = 'published' ON CONFLICT DO NOTHING",
    ];
    for sql in if writing.engine() == Engine::Sqlite { old } else { unindexed } {
        writing.run(*sql).await.unwrap();
    }
    writing.commit().await.unwrap();
    assert!(search(&site, "công nghiệp").await.contains("Không có kết quả nào"));
    prepare_search(&site.state).await.unwrap();
    assert_eq!(search(&site, "công nghiệp").await, before);
}

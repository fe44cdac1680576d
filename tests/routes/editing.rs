//! Editing posts through the server functions, and what readers see of it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::auth::preview;
use longan::auth::row_identity::RowIdentity;
use longan::clock::now;
use longan::model::user::Role;
use longan::store::posts::status;
use longan::writing::schedule::publish_due;
use serde_json::{Value, json};

use crate::routes::site::{Answer, Site, between};

/// Calls a server function that takes JSON.
pub async fn call(site: &Site, cookie: &str, function: &str, arguments: Value) -> (StatusCode, Value) {
    let request = Request::post(format!("/api/admin/{function}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie);
    let Answer { status, body, .. } = site.ask(request.body(Body::from(arguments.to_string())).unwrap()).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

/// Calls a server function that takes a query string.
pub async fn read(site: &Site, cookie: &str, function: &str) -> (StatusCode, Value) {
    let request = Request::get(format!("/api/admin/{function}")).header(header::COOKIE, cookie);
    let Answer { status, body, .. } = site.ask(request.body(Body::empty()).unwrap()).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

/// Saves a draft and returns the result.
pub async fn save(site: &Site, cookie: &str, draft: Value, intent: Value) -> Value {
    let (status, saved) = call(site, cookie, "posts/save", json!({ "draft": draft, "intent": intent })).await;
    assert_eq!(status, StatusCode::OK, "{saved}");
    saved
}

#[tokio::test]
async fn a_post_is_written_published_and_moved() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let (_, editing) = read(&site, &cookie, "posts/read?kind=Post").await;
    let mut draft = editing["draft"].clone();
    assert!(draft["author"].is_i64() && editing["authors"].as_array().unwrap().len() == 1);
    draft["title"] = json!("Cầu <mới> & đường");
    draft["source"] = json!("Nội dung **đậm** <script>alert(1)</script>");
    draft["seo_title"] = json!("Cầu mới ở Bến Lức");
    draft["seo_description"] = json!("Mô tả cho máy tìm kiếm");
    let saved = save(&site, &cookie, draft.clone(), json!("Keep")).await;
    assert_eq!((saved["slug"].as_str(), saved["path"].as_str()), (Some("cau-moi-duong"), None));
    assert_eq!(site.get("/posts/cau-moi-duong").await.status, StatusCode::NOT_FOUND);

    draft["id"] = saved["id"].clone();
    draft["version"] = saved["version"].clone();
    let saved = save(&site, &cookie, draft.clone(), json!("Publish")).await;
    let page = site.get(saved["path"].as_str().unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(between(&page.body, "<title>", "</title>").starts_with("Cầu mới ở Bến Lức"));
    assert!(page.body.contains("<meta name=\"description\" content=\"Mô tả cho máy tìm kiếm\""));
    assert!(page.body.contains("Cầu &lt;mới&gt; &amp; đường") && !page.body.contains("alert(1)</script>"));

    let (status, error) = call(&site, &cookie, "posts/save", json!({ "draft": draft, "intent": "Keep" })).await;
    assert_eq!((status, error), (StatusCode::CONFLICT, json!("Conflict")), "this version is old");
    draft["version"] = saved["version"].clone();
    draft["slug"] = json!("cau-ben-luc");
    save(&site, &cookie, draft, json!("Keep")).await;
    let moved = site.get("/posts/cau-moi-duong").await;
    assert_eq!((moved.status, moved.location.as_str()), (StatusCode::MOVED_PERMANENTLY, "/posts/cau-ben-luc"));
}

#[tokio::test]
async fn errors_name_their_form_control() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let draft = json!({ "title": "a".repeat(301), "slug": "admin", "kind": "Page", "tags": [] });
    let arguments = json!({ "draft": draft, "intent": { "PublishAt": "mai" } });
    let (status, error) = call(&site, &cookie, "posts/save", arguments).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields: Vec<_> = error["Rejected"].as_array().unwrap().iter().map(|fault| fault["field"].clone()).collect();
    assert_eq!(fields, ["post-publish-at", "post-title"]);
    assert!(error.to_string().contains("300 ký tự"), "in the language of the site");
    // The body limit admits a text of the greatest length; a text that is one character longer gets a field error.
    for function in ["posts/save", "posts/preview"] {
        let arguments = json!({ "draft": { "source": "ộ".repeat(1_000_001) }, "intent": "Keep" });
        let (status, error) = call(&site, &cookie, function, arguments).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{function}");
        assert_eq!(error["Rejected"][0]["field"], "post-body");
    }
    let (_, shown) = call(&site, &cookie, "posts/preview", json!({ "draft": { "source": "một *hai*" } })).await;
    assert_eq!(shown, json!({ "html": "<p>một <em>hai</em></p>\n", "words": 2, "minutes": 1 }));
    let (_, player) =
        call(&site, &cookie, "posts/preview", json!({ "draft": { "source": "https://youtu.be/a" } })).await;
    let html = player["html"].as_str().unwrap();
    assert!(
        html.starts_with("<figure class=\"embed embed-player") && html.contains(">Video trên YouTube</a>"),
        "{html}"
    );
}

#[tokio::test]
async fn authors_are_kept_from_what_is_not_theirs() {
    let site = Site::sample().await;
    let (author, editor) = (site.log_in(Role::Author).await, site.log_in(Role::Editor).await);
    // All users of the tests share one author profile, so choose another author.
    let (_, editing) = read(&site, &editor, "posts/read?kind=Post").await;
    let own = editing["draft"]["author"].as_i64();
    let others = editing["authors"].as_array().unwrap().iter().map(|choice| choice["id"].as_i64());
    let other = others.into_iter().find(|id| *id != own).unwrap();
    let theirs = json!({ "title": "Của người khác", "source": "a", "author": other });
    let saved = save(&site, &editor, theirs.clone(), json!("Keep")).await;
    let id = saved["id"].as_i64().unwrap();
    let forbidden = (StatusCode::FORBIDDEN, json!("Forbidden"));
    for query in
        [format!("posts/read?kind=Post&id={id}"), format!("revisions?post={id}"), "posts/read?kind=Page".into()]
    {
        assert_eq!(read(&site, &author, &query).await, forbidden, "{query}");
    }
    for (function, arguments) in [
        ("posts/save", json!({ "draft": { "id": id, "version": 1 }, "intent": "Keep" })),
        ("posts/change", json!({ "ids": [id], "action": "Trash" })),
        ("posts/share", json!({ "id": id })),
        ("posts/presence", json!({ "id": id })),
        ("posts/list", json!({ "filter": { "kind": "Page" } })),
        ("posts/slug", json!({ "kind": "Page", "id": null, "title": "a" })),
        ("revisions/compare", json!({ "draft": { "id": id } })),
        ("revisions/restore", json!({ "post": id, "revision": 1, "version": 1 })),
    ] {
        assert_eq!(call(&site, &author, function, arguments).await, forbidden, "{function}");
    }
    let (status, error) = call(&site, &author, "posts/save", json!({ "draft": theirs, "intent": "Keep" })).await;
    assert_eq!((status, &error["Rejected"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("post-author")));
    let (_, list) = call(&site, &author, "posts/list", json!({ "filter": { "author": other } })).await;
    assert!(!list.to_string().contains("Của người khác"), "a filter does not open others' posts");
}

#[tokio::test]
async fn a_preview_is_for_whoever_has_the_link() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let draft = json!({ "title": "Chưa đăng", "source": "Nội dung bí mật", "commenting": "Open" });
    let saved = save(&site, &cookie, draft, json!("Private")).await;
    let id = saved["id"].as_i64().unwrap();
    assert_eq!(site.get("/posts/chua-dang").await.status, StatusCode::NOT_FOUND);
    let (_, shared) = call(&site, &cookie, "posts/share", json!({ "id": id })).await;
    let path = shared.as_str().unwrap().strip_prefix("https://bao.example").unwrap().to_owned();
    for url in [path.clone(), format!("/api/view?url={path}")] {
        let request = Request::get(&url).body(Body::empty()).unwrap();
        let (headers, _, page) = site.ask_whole(request).await;
        assert!(String::from_utf8(page).unwrap().contains("Nội dung bí mật"), "{url}");
        assert_eq!(headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(headers["x-robots-tag"], "noindex");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin");
    }
    let page = site.get(&path).await.body;
    assert!(page.contains("Bản xem trước") && page.contains("content=\"noindex\""));
    assert!(!page.contains("comment-form") && !page.contains("facebook.com/sharer"));
    assert_eq!(site.post(&path, &[("body", "Hay")]).await.status, StatusCode::METHOD_NOT_ALLOWED);

    let post = status::find(&mut site.state.store.read().await.unwrap(), id).await.unwrap().unwrap();
    let identity = RowIdentity { id, created_at: post.created_at };
    let old = preview::issue(&site.state.signer, identity, now() - preview::LIFETIME);
    for token in [old.as_str(), "1-99999999999999.forged", "x"] {
        let gone = site.get(&format!("/preview/{token}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert!(gone.body.contains("Liên kết xem trước này đã hết hạn") && !gone.body.contains("bí mật"));
    }
    call(&site, &cookie, "posts/change", json!({ "ids": [id], "action": "Trash" })).await;
    assert_eq!(site.get(&path).await.status, StatusCode::NOT_FOUND);
    call(&site, &cookie, "posts/change", json!({ "ids": [id], "action": "Restore" })).await;
    call(&site, &cookie, "posts/change", json!({ "ids": [id], "action": "Publish" })).await;
    assert_eq!(site.get(&path).await.location, "/posts/chua-dang");
    let (_, shared) = call(&site, &cookie, "posts/share", json!({ "id": id })).await;
    assert_eq!(shared, "https://bao.example/posts/chua-dang");
}

#[tokio::test]
async fn autosaving_a_draft_invalidates_nothing() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let draft = json!({ "title": "Đang viết", "source": "a", "tags": ["Lúa"] });
    let saved = save(&site, &cookie, draft.clone(), json!("Autosave")).await;
    site.get("/").await;
    let kept = site.state.pages.counters();
    let typed = json!({
        "id": saved["id"], "version": saved["version"], "author": draft["author"],
        "title": "Đang viết", "source": "ab", "tags": ["Lúa"],
    });
    let saved = save(&site, &cookie, typed.clone(), json!("Autosave")).await;
    assert_eq!(
        (site.get("/").await.status, site.state.pages.counters().invalidations),
        (StatusCode::OK, kept.invalidations)
    );
    assert_eq!(site.state.pages.counters().hits, kept.hits + 1);
    let mut published = typed;
    published["version"] = saved["version"].clone();
    save(&site, &cookie, published, json!("Publish")).await;
    assert!(site.get("/").await.body.contains("Đang viết"));
}

#[tokio::test]
async fn a_page_has_a_preview_too() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let saved =
        save(&site, &cookie, json!({ "kind": "Page", "title": "Quảng cáo", "source": "a" }), json!("Draft")).await;
    let (_, shared) = call(&site, &cookie, "posts/share", json!({ "id": saved["id"] })).await;
    let page = site.get(shared.as_str().unwrap().strip_prefix("https://bao.example").unwrap()).await;
    assert!(page.body.contains("Bản xem trước") && page.body.contains("<article class=\"page\">"));
}

#[tokio::test]
async fn lists_are_filtered_counted_and_paged_both_ways() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let count = |page: &Value| {
        let counts = page["counts"].as_array().unwrap().iter();
        counts.filter(|count| count[0] == "Draft").map(|count| count[1].as_i64().unwrap()).sum::<i64>()
    };
    let list = async |filter: Value| call(&site, &cookie, "posts/list", json!({ "filter": filter })).await.1;
    let before = count(&list(json!({})).await);
    for number in 0..65 {
        let draft = json!({ "title": format!("Đường thủy {number}% số"), "source": "a" });
        save(&site, &cookie, draft, json!("Keep")).await;
    }
    let titles = |page: &Value| -> Vec<String> {
        page["lines"].as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap().to_owned()).collect()
    };
    let filter = |cursor: &Value| json!({ "text": "DUONG thuy", "status": "Draft", "cursor": cursor });
    let first = list(filter(&json!(""))).await;
    let second = list(filter(&first["older"])).await;
    let third = list(filter(&second["older"])).await;
    let all: Vec<_> = [&first, &second, &third].into_iter().flat_map(titles).collect();
    assert_eq!((all.len(), all[0].as_str()), (65, "Đường thủy 64% số"));
    assert_eq!((first["newer"].as_str(), third["older"].as_str()), (Some(""), Some("")));
    assert_eq!(titles(&list(filter(&third["newer"])).await), titles(&second));
    assert_eq!(titles(&list(filter(&second["newer"])).await), titles(&first));
    assert_eq!(count(&first), before + 65);
    assert_eq!(titles(&list(json!({ "text": "64%" })).await).len(), 1, "a sign is a sign");
    assert!(titles(&list(json!({ "text": "64_" })).await).is_empty());
    let category = &first["categories"][0];
    let of_category = list(json!({ "category": category["id"] })).await;
    let names = of_category["lines"].as_array().unwrap();
    assert!(!names.is_empty() && names.iter().all(|line| !line["categories"].as_array().unwrap().is_empty()));
    let (status, _) = call(&site, &cookie, "posts/list", json!({ "filter": { "cursor": "b1" } })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_scheduled_post_appears_without_a_restart() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let draft = json!({ "title": "Tết đến rồi", "source": "a", "tags": ["Tết"] });
    let saved = save(&site, &cookie, draft, json!({ "PublishAt": "2199-01-01T08:00" })).await;
    assert_eq!((saved["status"].as_str(), saved["path"].as_str()), (Some("Scheduled"), None));
    assert!(saved["published"]["iso"].as_str().unwrap().starts_with("2199-01-01T08:00:00+07:00"));
    assert_eq!(site.get("/posts/tet-den-roi").await.status, StatusCode::NOT_FOUND);
    assert!(!site.get("/tag/tet").await.body.contains("Tết đến rồi"));
    let due = now() + 400 * 365 * 24 * 60 * 60 * 1000;
    assert_eq!(publish_due(&site.state, due).await.unwrap(), 1);
    assert_eq!(site.get("/posts/tet-den-roi").await.status, StatusCode::OK);
    assert!(site.get("/tag/tet").await.body.contains("Tết đến rồi"));
}

#[tokio::test]
async fn two_people_in_one_post_are_told() {
    let site = Site::sample().await;
    let (editor, other) = (site.log_in(Role::Editor).await, site.log_in(Role::Administrator).await);
    let saved = save(&site, &editor, json!({ "title": "Tin", "source": "a" }), json!("Keep")).await;
    let here = json!({ "id": saved["id"] });
    assert_eq!(call(&site, &editor, "posts/presence", here.clone()).await.1, json!([]));
    assert_eq!(call(&site, &other, "posts/presence", here.clone()).await.1, json!(["editor"]));
    assert_eq!(call(&site, &editor, "posts/presence", here).await.1, json!(["administrator"]));
}

//! Categories and tags: renaming, nesting, merging, deleting.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::site::{Answer, Site};

/// Calls a server function that writes.
pub async fn call(site: &Site, cookie: &str, path: &str, arguments: Value) -> (StatusCode, Value) {
    let request = Request::post(format!("/api/admin/{path}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie)
        .header("sec-fetch-site", "same-origin");
    let Answer { status, body, .. } = site.ask(request.body(Body::from(arguments.to_string())).unwrap()).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

/// Calls a server function that reads.
pub async fn read(site: &Site, cookie: &str, path: &str) -> Value {
    let request = Request::get(format!("/api/admin/{path}")).header(header::COOKIE, cookie);
    let Answer { status, body, .. } = site.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    serde_json::from_str(&body).unwrap()
}

/// The fields that a rejected form reports as invalid.
pub fn fields(answer: &Value) -> Vec<&str> {
    let rejections = answer["Rejected"].as_array().unwrap_or_else(|| panic!("not rejected: {answer}"));
    rejections.iter().map(|rejection| rejection["field"].as_str().unwrap()).collect()
}

fn draft(id: Option<i64>, kind: &str, name: &str, slug: &str, parent: Option<i64>) -> Value {
    let draft = json!({ "id": id, "kind": kind, "name": name, "slug": slug, "description": "", "parent": parent });
    json!({ "draft": draft })
}

async fn find(site: &Site, cookie: &str, list: &str, slug: &str) -> Value {
    let terms = read(site, cookie, "terms").await;
    let found = terms[list].as_array().unwrap().iter().find(|term| term["slug"] == slug);
    found.cloned().unwrap_or(Value::Null)
}

fn id(term: &Value) -> i64 {
    term["id"].as_i64().unwrap_or_else(|| panic!("no term: {term}"))
}

#[tokio::test]
async fn a_changed_slug_leaves_a_redirect() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let terms = read(&site, &cookie, "terms").await;
    let (first, second) = (terms["categories"][0].clone(), terms["categories"][1].clone());
    let (old, term) = (first["path"].as_str().unwrap(), Some(id(&first)));
    let (status, _) = call(&site, &cookie, "terms/save", draft(term, "Category", "Máy  móc", "", None)).await;
    assert_eq!(status, StatusCode::OK);
    let moved = site.get(old).await;
    assert_eq!((moved.status, moved.location.as_str()), (StatusCode::MOVED_PERMANENTLY, "/category/may-moc"));
    assert!(site.get("/category/may-moc").await.body.contains("Máy móc"));

    let (status, _) = call(&site, &cookie, "terms/save", draft(term, "Category", "Máy", "may", None)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(site.get(old).await.location, "/category/may", "straight on");
    let taken = second["slug"].as_str().unwrap();
    let (status, answer) = call(&site, &cookie, "terms/save", draft(term, "Category", "Máy", taken, None)).await;
    assert_eq!((status, fields(&answer)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["term-slug"]));
    let (_, answer) = call(&site, &cookie, "terms/save", draft(term, "Category", " ", "", None)).await;
    assert_eq!(fields(&answer), ["term-name"]);
    let (_, answer) = call(&site, &cookie, "terms/save", draft(None, "Tag", "?!", "", None)).await;
    assert_eq!(fields(&answer), ["term-slug"]);
    let (status, _) = call(&site, &cookie, "terms/save", draft(Some(999), "Tag", "a", "", None)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn descriptions_are_listed_as_readers_see_them() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let description = format!("Tin **ngành gỗ**, xem [bảng giá](https://go.example).\n\n{}", "Gỗ keo. ".repeat(80));
    let mut draft = draft(None, "Category", "Gỗ", "", None);
    draft["draft"]["description"] = json!(description);
    assert_eq!(call(&site, &cookie, "terms/save", draft).await.0, StatusCode::OK);
    let found = find(&site, &cookie, "categories", "go").await;
    let excerpt = found["excerpt"].as_str().unwrap();
    assert!(excerpt.starts_with("Tin ngành gỗ, xem bảng giá. Gỗ keo.") && excerpt.ends_with('…'), "{excerpt}");
    assert_eq!(found["description"], description.trim(), "what is edited is whole");
}

#[tokio::test]
async fn categories_nest_without_cycles() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let add = async |name: &str, parent| {
        let (status, id) = call(&site, &cookie, "terms/save", draft(None, "Category", name, "", parent)).await;
        assert_eq!(status, StatusCode::OK, "{id}");
        id.as_i64().unwrap()
    };
    let top = add("Trên", None).await;
    let middle = add("Giữa", Some(top)).await;
    let bottom = add("Dưới", Some(middle)).await;
    let (_, answer) = call(&site, &cookie, "terms/save", draft(Some(top), "Category", "Trên", "", Some(bottom))).await;
    assert_eq!(fields(&answer), ["term-parent"]);
    let (_, answer) = call(&site, &cookie, "terms/save", draft(Some(top), "Category", "Trên", "", Some(top))).await;
    assert_eq!(fields(&answer), ["term-parent"]);
    let (_, answer) = call(&site, &cookie, "terms/save", draft(Some(top), "Category", "Trên", "", Some(9999))).await;
    assert_eq!(fields(&answer), ["term-parent"]);

    let (_, removed) = call(&site, &cookie, "terms/remove", json!({ "id": middle })).await;
    assert_eq!(find(&site, &cookie, "categories", "duoi").await["parent"], top, "moved up");
    let (status, restored) = call(&site, &cookie, "terms/restore", json!({ "removed": removed })).await;
    assert_eq!(status, StatusCode::OK);
    let below = find(&site, &cookie, "categories", "duoi").await;
    assert_eq!((&below["parent"], &below["depth"]), (&restored, &json!(2)));
    let (status, answer) = call(&site, &cookie, "terms/restore", json!({ "removed": removed })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");

    // Merging a category into one of its own children.
    let (status, _) = call(&site, &cookie, "terms/merge", json!({ "from": top, "into": bottom })).await;
    assert_eq!(status, StatusCode::OK);
    let (bottom, middle) =
        (find(&site, &cookie, "categories", "duoi").await, find(&site, &cookie, "categories", "giua").await);
    assert_eq!((&bottom["parent"], &middle["parent"]), (&Value::Null, &bottom["id"]));
}

#[tokio::test]
async fn merging_moves_posts_and_keeps_counts() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let terms = read(&site, &cookie, "terms").await;
    let (first, second) = (terms["tags"][0].clone(), terms["tags"][1].clone());
    let (from, into) = (id(&first), id(&second));
    let (_, answer) = call(&site, &cookie, "terms/merge", json!({ "from": from, "into": from })).await;
    assert_eq!(fields(&answer), ["term-into"]);
    let (_, answer) =
        call(&site, &cookie, "terms/merge", json!({ "from": from, "into": id(&terms["categories"][0]) })).await;
    assert_eq!(fields(&answer), ["term-into"], "not into another kind");

    let (status, _) = call(&site, &cookie, "terms/merge", json!({ "from": from, "into": into })).await;
    assert_eq!(status, StatusCode::OK);
    let merged = find(&site, &cookie, "tags", second["slug"].as_str().unwrap()).await;
    let shown = site.get(second["path"].as_str().unwrap()).await.body;
    let counted = shown.matches("class=\"post-card").count() as i64;
    assert_eq!(merged["count"], counted);
    assert!(counted >= first["count"].as_i64().unwrap().max(second["count"].as_i64().unwrap()));
    assert_eq!(site.get(first["path"].as_str().unwrap()).await.location, second["path"].as_str().unwrap());
}

#[tokio::test]
async fn deleting_leaves_posts_and_can_be_undone() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let term = read(&site, &cookie, "terms").await["categories"][0].clone();
    let path = term["path"].as_str().unwrap();
    let before = site.get(path).await.body;
    assert!(before.contains("/posts/"));
    let (_, removed) = call(&site, &cookie, "terms/remove", json!({ "id": id(&term) })).await;
    assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND);
    let post = removed["posts"].as_array().unwrap().len();
    assert!(post > 0);
    assert_eq!(call(&site, &cookie, "terms/remove", json!({ "id": id(&term) })).await.0, StatusCode::NOT_FOUND);
    let (status, _) = call(&site, &cookie, "terms/restore", json!({ "removed": removed })).await;
    assert_eq!(status, StatusCode::OK);
    let again = find(&site, &cookie, "categories", term["slug"].as_str().unwrap()).await;
    assert_eq!((&again["count"], &again["uses"]), (&term["count"], &term["uses"]));
    assert!(site.get(path).await.body.contains("/posts/"));
}

#[tokio::test]
async fn unused_tags_go_and_others_are_found_by_name() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    for name in ["Đồng bằng", "100%", "100 phần"] {
        let (status, _) = call(&site, &cookie, "terms/save", draft(None, "Tag", name, "", None)).await;
        assert_eq!(status, StatusCode::OK, "{name}");
    }
    let names = async |search: &str| {
        let found = read(&site, &cookie, &format!("terms?search={search}")).await;
        let tags = found["tags"].as_array().unwrap().clone();
        tags.iter().map(|tag| tag["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("dong%20bang").await, ["Đồng bằng"]);
    assert_eq!(names("%C4%90%E1%BB%93ng").await, ["Đồng bằng"]);
    assert!(names("khong-co").await.is_empty());
    assert_eq!(read(&site, &cookie, "terms").await["unused"], 3);
    let (_, count) = call(&site, &cookie, "terms/tidy", json!({})).await;
    assert_eq!(count, 3);
    assert!(names("dong%20bang").await.is_empty());
    assert_eq!(call(&site, &cookie, "terms/tidy", json!({})).await.1, 0);
}

#[tokio::test]
async fn tags_come_in_pages() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    for number in 0..120 {
        let name = format!("trang {number}");
        let (status, _) = call(&site, &cookie, "terms/save", draft(None, "Tag", &name, "", None)).await;
        assert_eq!(status, StatusCode::OK);
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = read(&site, &cookie, &format!("terms?search=trang&after={after}")).await;
        seen.extend(page["tags"].as_array().unwrap().iter().map(|tag| tag["slug"].as_str().unwrap().to_owned()));
        after = page["next"].as_str().unwrap().to_owned();
        if after.is_empty() {
            break;
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), all), (120, 120), "each once");
}

#[tokio::test]
async fn the_pages_show_what_is_there() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    for (url, words) in [
        ("/admin/terms", "term-list"),
        ("/admin/terms/redirects", "redirect-path"),
        ("/admin/menu", "menu-editor"),
        ("/admin/settings", "comments-moderation"),
    ] {
        let request = Request::get(url).header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
        let page = site.ask(request).await;
        assert_eq!(page.status, StatusCode::OK, "{url}");
        assert!(page.body.contains(words), "{url} has no {words}");
    }
}

#[tokio::test]
async fn categories_have_an_order() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let order = async || -> Vec<String> {
        let categories = read(&site, &cookie, "terms").await["categories"].as_array().unwrap().clone();
        categories.iter().map(|term| term["slug"].as_str().unwrap().to_owned()).collect()
    };
    let before = order().await;
    let last = find(&site, &cookie, "categories", before.last().unwrap()).await;
    let mut first =
        draft(last["id"].as_i64(), "Category", last["name"].as_str().unwrap(), before.last().unwrap(), None);
    first["draft"]["position"] = json!(-1);
    assert_eq!(call(&site, &cookie, "terms/save", first).await.0, StatusCode::OK);
    let mut expected = before.clone();
    expected.rotate_right(1);
    assert_eq!(order().await, expected, "the others stay in the order of their names");
    let page = site.get("/").await.body;
    let places = expected.iter().take(2).map(|slug| page.find(&format!("\"/category/{slug}\""))).collect::<Vec<_>>();
    assert!(places[0].is_some() && places.is_sorted());
    let (_, removed) = call(&site, &cookie, "terms/remove", json!({ "id": last["id"] })).await;
    assert_eq!(call(&site, &cookie, "terms/restore", json!({ "removed": removed })).await.0, StatusCode::OK);
    assert_eq!(order().await, expected);
}

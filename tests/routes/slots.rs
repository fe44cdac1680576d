//! What administrators place in the slots of readers' pages.

use axum::http::StatusCode;
use longan::clock::{advance, now};
use longan::model::user::Role;
use longan::writing::local_time;
use serde_json::{Value, json};

use crate::routes::embeds::publish;
use crate::routes::media::{read, send, speckled};
use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const HOUR: i64 = 60 * 60 * 1000;

/// A placement of Markdown that is shown everywhere.
fn text(slot: &str, name: &str) -> Value {
    json!({
        "name": name, "slot": slot, "kind": "Text", "source": format!("Lời rao {name}."), "label": "Quảng cáo",
        "pages": ["Front", "List", "Post", "Page", "Search"], "weight": "1", "position": "1",
    })
}

/// Saves a placement and returns the list.
async fn save(site: &Site, cookie: &str, draft: &Value) -> Value {
    let (status, list) = site.call("placements/save", cookie, json!({ "draft": draft, "known": null })).await;
    assert_eq!(status, StatusCode::OK, "{list}");
    list
}

#[tokio::test]
async fn slots_are_filled_at_once_and_emptied_again() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let urls = ["/", POST, "/category/xay-dung", "/gioi-thieu", "/search", "/feed.xml", "/sitemap.xml"];
    let mut before = Vec::new();
    for url in urls {
        before.push(site.get(url).await.body);
    }
    assert!(before.iter().all(|body| !body.contains("class=\"slot\"")));
    for (slot, name) in [
        ("BelowHeader", "đầu"),
        ("SidebarTop", "trên"),
        ("SidebarBottom", "dưới"),
        ("AfterText", "cuối"),
        ("BetweenPosts", "giữa"),
    ] {
        save(&site, &cookie, &text(slot, name)).await;
    }
    let front = site.get("/").await.body;
    let main = between(&front, "<main", "</main>");
    assert!(
        between(main, "<aside aria-label=\"Quảng cáo (đầu trang)\" class=\"slot\">", "</aside>")
            .contains("Lời rao đầu")
    );
    assert!(between(main, "aria-label=\"Quảng cáo (giữa danh sách, 1)\"", "</aside>").contains("Lời rao giữa"));
    assert!(!main.contains("Lời rao cuối"), "no text, so it has no end");
    let sidebar = between(&front, "id=\"sidebar\"", "</aside>");
    assert!(
        sidebar.contains("<section aria-label=\"Quảng cáo (đầu cột bên)\" class=\"slot\">")
            && sidebar.contains("Lời rao dưới"),
        "no aside in an aside"
    );
    let post = site.get(POST).await.body;
    let (article, rest) = post.split_once("</article>").unwrap();
    assert!(rest.contains("Lời rao cuối") && !article.contains("Lời rao cuối") && !post.contains("Lời rao giữa"));
    let fragments: Value = serde_json::from_str(&site.get(&format!("/api/view?url={POST}")).await.body).unwrap();
    assert!(fragments["Page"]["main"].as_str().unwrap().contains("Lời rao cuối"));
    assert!(fragments["Page"].get("needs_document").is_none(), "slots change no policy");
    for machine in ["/feed.xml", "/sitemap.xml", "/atom.xml", "/feed.json"] {
        assert!(!site.get(machine).await.body.contains("Lời rao"), "{machine}");
    }

    let list: Value = serde_json::from_str(&site.get_as("/api/admin/placements", &cookie).await.body).unwrap();
    for placement in list["placements"].as_array().unwrap() {
        let (status, _) = site.call("placements/remove", &cookie, json!({ "id": placement["draft"]["id"] })).await;
        assert_eq!(status, StatusCode::OK);
    }
    for (url, before) in urls.iter().zip(before) {
        assert_eq!(without_token(&site.get(url).await.body), without_token(&before), "{url}");
    }
}

/// A page without what differs each time: the token of the comment form.
fn without_token(page: &str) -> String {
    match page.split_once("name=\"stamp\" value=\"") {
        Some((before, after)) => format!("{before}{}", after.split_once('"').unwrap().1),
        None => page.to_owned(),
    }
}

#[tokio::test]
async fn an_ad_in_a_text_stands_between_paragraphs_and_nowhere_else() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    save(
        &site,
        &cookie,
        &json!({ "position": "2", "name": "giữa bài", "slot": "InText", "kind": "Html",
        "source": "<p onclick='a()'>Lời rao <a href='https://example.org'>ở đây</a><script>1</script></p>",
        "pages": ["Post"], "weight": "1" }),
    )
    .await;
    let path = publish(&site, "Bài dài", "Một.\n\nHai:\n\n- a\n\nBa.\n\n## Mục\n\nBốn.\n\nNăm.\n\nSáu.\n\nBảy.").await;
    let page = site.get(&path).await.body;
    let ad = "<p>Bốn.</p><aside aria-label=\"Giới thiệu (giữa bài, 2)\" class=\"slot\"><div class=\"prose\">\
              <p>Lời rao <a href=\"https://example.org\" rel=\"sponsored noopener\">ở đây</a></p></div></aside>";
    let shown = between(&page, "e-content", "<footer").replace('\n', "");
    assert!(shown.contains(ad), "{shown}");
    let short = publish(&site, "Bài ngắn", "Một.\n\nHai.\n\nBa.").await;
    assert!(!site.get(&short).await.body.contains("Lời rao"));
    for elsewhere in ["/feed.xml", "/feed.json", "/search?q=rao", "/"] {
        assert!(!site.get(elsewhere).await.body.contains("Lời rao"), "{elsewhere}");
    }
}

#[tokio::test]
async fn a_banner_reserves_its_place_and_follows_its_category_and_its_picture() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let picture = read(&send(&site, &cookie, "name=a.png", speckled(600, 200, 3)).await);
    let list: Value = serde_json::from_str(&site.get_as("/api/admin/placements", &cookie).await.body).unwrap();
    let category =
        list["categories"].as_array().unwrap().iter().find(|category| category["name"] == "Xây dựng").unwrap();
    let banner = json!({ "name": "Tết", "slot": "SidebarTop", "kind": "Banner", "image": picture["path"],
        "alt": "Siêu thị", "link": "https://example.org/tet", "pages": ["List", "Post"], "weight": "2",
        "reach": "Category", "category": category["id"] });
    save(&site, &cookie, &banner).await;
    let page = site.get("/category/xay-dung").await.body;
    let slot = between(&page, "class=\"slot\"", "</section>");
    for part in [
        "<a href=\"https://example.org/tet\" rel=\"sponsored noopener\">",
        "alt=\"Siêu thị\"",
        "width=\"600\" height=\"200\"",
    ] {
        assert!(slot.contains(part), "{slot}");
    }
    for other in ["/", "/category/nong-nghiep", "/gioi-thieu"] {
        assert!(!site.get(other).await.body.contains("example.org/tet"), "{other}");
    }
    // The library knows that it is in use.
    let (status, _) = site.call("media/delete", &cookie, json!({ "id": picture["id"], "deletion": "Careful" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = site.call("media/delete", &cookie, json!({ "id": picture["id"], "deletion": "Confirmed" })).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!site.get("/category/xay-dung").await.body.contains("class=\"slot\""));
    let list: Value = serde_json::from_str(&site.get_as("/api/admin/placements", &cookie).await.body).unwrap();
    assert_eq!(list["placements"][0]["state"], "PictureGone");
}

#[tokio::test]
async fn wrong_input_is_explained_and_a_change_of_another_is_a_conflict() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let wrong = json!({ "name": "", "kind": "Banner", "link": "javascript:alert(1)", "image": "/media/999/a.png", "alt": "a",
        "pages": ["Front"], "weight": "1", "starts": "2026-02-02T00:00", "ends": "2026-02-01T00:00" });
    let (status, answer) = site.call("placements/save", &cookie, json!({ "draft": wrong, "known": null })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["placement-name", "placement-link", "placement-ends"] {
        assert!(answer.to_string().contains(field), "{answer}");
    }
    let list = save(&site, &cookie, &text("BelowHeader", "a")).await;
    let known = list["placements"][0]["draft"].clone();
    let mut changed = known.clone();
    changed["name"] = json!("b");
    let call =
        async |draft: &Value| site.call("placements/save", &cookie, json!({ "draft": draft, "known": known })).await.0;
    assert_eq!(call(&changed).await, StatusCode::OK);
    assert_eq!(call(&changed).await, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_page_in_memory_expires_when_an_ad_begins_and_ends() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;

    let zone = site.state.settings().site.time_zone.clone();
    let at = |hours: i64| local_time::format(now() + hours * HOUR, &zone);
    let mut ad = text("BelowHeader", "Tết");
    (ad["starts"], ad["ends"]) = (json!(at(2)), json!(at(4)));
    assert_eq!(save(&site, &cookie, &ad).await["placements"][0]["state"], "Scheduled");
    let shows = async || site.get("/gioi-thieu").await.body.contains("Lời rao Tết");
    assert!(!shows().await);
    advance(2 * HOUR);
    assert!(shows().await && shows().await);
    advance(2 * HOUR);
    assert!(!shows().await);
}

//! What addresses in a text stand for.

use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::Redirect;
use axum::routing::get;
use longan::config::LinkPreviewPolicy;
use longan::link_preview::{LinkPreviews, Reach};
use longan::model::user::Role;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::routes::site::Site;

/// A server with a page, and short addresses of a map and of something in its network.
async fn serve() -> String {
    let page = async || {
        let page = "<title>Trang</title><meta property=og:title content='Cầu &amp; đường'><meta property=og:site_name \
                    content='Báo Lan'><meta name=description content='<b>Mới</b>'>";
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page)
    };
    let pages = Router::new()
        .route("/page", get(page))
        .route(
            "/map",
            get(async || Redirect::to("https://www.google.com/maps/place/B%E1%BA%BFn+L%E1%BB%A9c/@10.6,106.4,17z")),
        )
        .route("/inside", get(async || Redirect::to("http://169.254.169.254/latest/meta-data/")));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, pages).await.unwrap() });
    format!("http://{address}")
}

async fn resolve(site: &Site, cookie: &str, address: &str) -> Value {
    let (status, answer) = site.call("links/resolve", cookie, json!({ "address": address })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

#[tokio::test]
async fn pages_of_other_sites_are_read_if_the_owner_allows_it() {
    let other = serve().await;
    let site = Site::with(|settings| settings.site.link_previews = LinkPreviewPolicy::On).await;
    let site = site.with_link_previews(LinkPreviews::new(Reach::Loopback, Duration::from_mins(1)));
    let cookie = site.log_in(Role::Author).await;
    let page = json!({ "Page": { "title": "Cầu & đường", "description": "<b>Mới</b>", "site": "Báo Lan" } });
    assert_eq!(resolve(&site, &cookie, &format!("{other}/page")).await, page);
    let map = resolve(&site, &cookie, &format!("{other}/map")).await;
    assert!(map["Player"]["href"].as_str().unwrap().starts_with("https://www.google.com/maps/place/"), "{map}");
    let inside = resolve(&site, &cookie, &format!("{other}/inside")).await;
    assert_eq!(inside, json!({ "Unread": "NotPublic" }));
    assert_eq!(resolve(&site, &cookie, &format!("{other}/none")).await, json!({ "Unread": { "Refused": 404 } }));
    let (status, _) = site.call("links/resolve", "", json!({ "address": other })).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);

    // The limit is per user.
    let mut answer = page.clone();
    for _ in 0..200 {
        if answer == page {
            answer = resolve(&site, &cookie, &format!("{other}/page")).await;
        }
    }
    assert_eq!(answer, json!({ "Unread": "TooMany" }));
    let editor = site.log_in(Role::Editor).await;
    assert_eq!(resolve(&site, &editor, &format!("{other}/page")).await, page);
}

#[tokio::test]
async fn no_site_is_asked_unless_the_owner_allows_it() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    for (address, expected) in [
        ("https://bao-khac.example/bai", json!({ "Unread": "NotAllowed" })),
        ("https://maps.app.goo.gl/abc", json!({ "Unread": "ShortNotAllowed" })),
        ("mailto:lan@bao.example", json!("Unknown")),
        ("chữ", json!("Unknown")),
    ] {
        assert_eq!(resolve(&site, &cookie, address).await, expected, "{address}");
    }
    for player in ["https://youtu.be/a", "https://fb.watch/a/"] {
        assert!(resolve(&site, &cookie, player).await["Player"].is_object(), "{player}");
    }
    let own = resolve(&site, &cookie, "https://bao.example/posts/cong-nghiep-ho-tro-long-an").await;
    assert_eq!(own["Post"]["path"], "/posts/cong-nghiep-ho-tro-long-an", "{own}");
}

#[tokio::test]
async fn this_machine_is_out_of_reach() {
    let other = serve().await;
    let site = Site::with(|settings| settings.site.link_previews = LinkPreviewPolicy::On).await;
    let cookie = site.log_in(Role::Administrator).await;
    for address in [other.as_str(), "http://localhost/", "http://10.0.0.1/", "http://[::1]/"] {
        assert_eq!(resolve(&site, &cookie, address).await, json!({ "Unread": "NotPublic" }), "{address}");
    }
}

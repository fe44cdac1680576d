//! Client addresses behind proxies: a client cannot pass itself off as the proxy.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use longan::config::{ForwardingHeader, Moderation, Settings};
use longan::store::sql;

use crate::routes::site::{Answer, Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

fn behind_proxy(settings: &mut Settings) {
    settings.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    settings.server.reads_per_second = 2;
    settings.comments.moderation = Moderation::Nobody;
    settings.comments.seconds_to_write = 0;
}

async fn ask(site: &Site, name: &'static str, line: &[u8], url: &str) -> Answer {
    let line = HeaderValue::from_bytes(line).unwrap();
    site.ask(Request::get(url).header(HeaderName::from_static(name), line).body(Body::empty()).unwrap()).await
}

/// Whether a client that sends this header line, followed by the proxy's part, is rate limited.
async fn is_limited(site: &Site, name: &'static str, line: &[u8]) -> bool {
    for _ in 0..200 {
        if ask(site, name, line, "/none").await.status == StatusCode::TOO_MANY_REQUESTS {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn forged_headers_evade_no_limit() {
    let lines: [&[u8]; 9] = [
        b"\xff, 203.0.113.1",
        b"203.0.113.2:4711",
        b"[2001:db8::2]:4711",
        b"[2001:db8:0:1::]",
        b"203.0.113.3,",
        b"203.0.113.4, unknown",
        b"",
        b"203.0.113.5, \xff",
        b"127.0.0.1, 127.0.0.1:80, nonsense",
    ];
    for line in lines {
        let site = Site::with(behind_proxy).await;
        assert!(is_limited(&site, "x-forwarded-for", line).await, "{}", String::from_utf8_lossy(line));
        let other = ask(&site, "x-forwarded-for", b"\xff, 198.51.100.1", "/none").await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "others are not limited with it");
    }
}

#[tokio::test]
async fn requests_without_proxy_headers_are_not_local() {
    let site = Site::with(behind_proxy).await;
    assert!(is_limited(&site, "x-anything", b"127.0.0.1").await);
}

#[tokio::test]
async fn forwarded_is_read_where_the_settings_say_so() {
    for line in [
        &b"for=\"evil, for=203.0.113.1"[..],
        b"for=_hidden",
        b"for=unknown;proto=https",
        b"For=\"[2001:db8:cafe::17]:4711\"",
        b"nonsense",
    ] {
        let site = Site::with(|settings| {
            behind_proxy(settings);
            settings.server.forwarding_header = ForwardingHeader::Forwarded;
        });
        let site = site.await;
        assert!(is_limited(&site, "forwarded", line).await, "{}", String::from_utf8_lossy(line));
        let other = ask(&site, "forwarded", b"for=\xff, for=198.51.100.1", "/none").await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "others are not limited with it");
    }
}

/// Sends a comment through the proxy and returns its stored status and address.
async fn comment(site: &Site, line: &[u8]) -> (String, Option<String>) {
    let page = site.get(POST).await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let body = format!(
        "post={}&stamp={}&name=Lan&email=lan%40example.org&body=Bai+hay",
        field("post"),
        field("stamp").replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
    );
    let request = Request::post(POST)
        .header("x-forwarded-for", HeaderValue::from_bytes(line).unwrap())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = site.ask(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let mut reading = site.state.store.read().await.unwrap();
    let sql = "SELECT status, address FROM comments ORDER BY id DESC LIMIT 1";
    sql::query_as(sql).fetch_one(&mut reading).await.unwrap()
}

#[tokio::test]
async fn the_proxy_is_never_stored_as_who_wrote() {
    for (line, stored) in [
        (&b"\xff, 203.0.113.6"[..], ("published", Some("203.0.113.6"))),
        (b"192.0.2.1, [2001:db8::7]:4711", ("published", Some("2001:db8::7"))),
        // Whether an unknown address is blocked cannot be known, so the comment waits for a moderator.
        (b"203.0.113.6, unknown", ("waiting", None)),
    ] {
        let site = Site::with(behind_proxy).await;
        let (status, address) = comment(&site, line).await;
        assert_eq!((status.as_str(), address.as_deref()), stored, "{}", String::from_utf8_lossy(line));
    }
}

#[tokio::test]
async fn hosts_that_are_none_are_refused() {
    let site = Site::sample().await;
    let ask = async |hosts: &[&[u8]]| {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_bytes(host).unwrap());
        }
        let mut request = Request::get("/none").body(Body::empty()).unwrap();
        *request.headers_mut() = headers;
        site.send(request).await.1
    };
    assert_eq!(ask(&[b"bao.example:8080"]).await, StatusCode::NOT_FOUND);
    assert_eq!(ask(&[b"[2001:db8::1]:8080"]).await, StatusCode::NOT_FOUND);
    for hosts in [
        &[&b"bao.example\xff"[..]][..],
        &[b"a/b"],
        &[b"bao.example", b"evil.example"],
        &[b""],
        &[],
        &[b":80"],
        &[b"a:"],
        &[b"a:99999"],
        &[b"a:x"],
        &[b".."],
        &[b"-"],
        &[b"[zz]"],
    ] {
        assert_eq!(ask(hosts).await, StatusCode::BAD_REQUEST, "{hosts:?}");
    }
}

#[tokio::test]
async fn cookies_of_others_do_not_hide_the_session() {
    let site = Site::sample().await;
    let session = site.log_in(longan::model::user::Role::Author).await;
    let line = [b"theirs=\xff\xfe; ", session.as_bytes()].concat();
    let request = Request::get("/api/admin/desk").header(header::COOKIE, HeaderValue::from_bytes(&line).unwrap());
    assert_eq!(site.ask(request.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}

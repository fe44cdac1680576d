//! Pages of a server on this machine.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use axum::{Router, middleware};
use tokio::net::TcpListener;

use super::*;

fn html() -> [(header::HeaderName, &'static str); 1] {
    [(header::CONTENT_TYPE, "text/html; charset=utf-8")]
}

/// Serves pages, and counts the requests for them.
async fn serve(pages: Router) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, requests) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counted = requests.clone();
    let pages = pages.layer(middleware::map_request(move |request: axum::extract::Request| {
        counted.fetch_add(1, SeqCst);
        async move { request }
    }));
    tokio::spawn(async move { axum::serve(listener, pages).await.unwrap() });
    (address, requests)
}

fn previews() -> LinkPreviews {
    LinkPreviews::new(Reach::Loopback, Duration::from_mins(1))
}

async fn follow(address: SocketAddr, path: &str) -> Result<Destination, UnreadReason> {
    previews().follow(&format!("http://{address}{path}"), Language::Vi, |url| url.path() == "/known").await
}

fn title(followed: Result<Destination, UnreadReason>) -> String {
    match followed {
        Ok(Destination::Page(page)) => page.title,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_page_is_read_after_redirects_and_told_who_asks() {
    let page = async |headers: HeaderMap| {
        assert!(headers[header::USER_AGENT].to_str().unwrap().starts_with("Longan/"), "{headers:?}");
        assert_eq!(headers[header::ACCEPT_LANGUAGE], "vi");
        assert!(!headers.contains_key(header::COOKIE) && !headers.contains_key(header::REFERER));
        (html(), "<head><title>Cầu Bến Lức</title><meta name=description content=Mới></head>")
    };
    let pages = Router::new()
        .route("/a", get(async || Redirect::permanent("/b?c")))
        .route("/b", get(async || Redirect::temporary("page")))
        .route("/page", get(page))
        .route("/short", get(async || Redirect::to("/known")));
    let (address, requests) = serve(pages).await;
    let Ok(Destination::Page(page)) = follow(address, "/a").await else { panic!() };
    assert_eq!((page.title.as_str(), page.description.as_str()), ("Cầu Bến Lức", "Mới"));
    assert_eq!(requests.load(SeqCst), 3);
    let known = follow(address, "/short").await.unwrap();
    assert_eq!(known, Destination::Known(Url::parse(&format!("http://{address}/known")).unwrap()));
    assert_eq!(requests.load(SeqCst), 4, "what is known is not requested");
}

#[tokio::test]
async fn redirects_to_private_addresses_are_not_followed() {
    for target in [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://192.168.1.1:8080/",
        "http://100.64.0.1/",
        "file:///etc/passwd",
        "http://lan:secret@bao.example/",
    ] {
        let (address, _) = serve(Router::new().route("/", get(async move || Redirect::to(target)))).await;
        assert_eq!(follow(address, "/").await, Err(UnreadReason::NotPublic), "{target}");
    }
}

#[tokio::test]
async fn this_machine_is_not_asked() {
    let (address, requests) = serve(Router::new().route("/", get(async || (html(), "<title>Kín</title>")))).await;
    let previews = LinkPreviews::default();
    let port = address.port();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let followed = previews.follow(&format!("http://{host}:{port}/"), Language::Vi, |_| false).await;
        assert_eq!(followed, Err(UnreadReason::NotPublic), "{host}");
    }
    let followed = previews.follow("http://localhost/", Language::Vi, |_| false).await;
    assert_eq!(followed, Err(UnreadReason::NotPublic), "at the usual port");
    assert_eq!(requests.load(SeqCst), 0);
}

#[tokio::test]
async fn redirects_have_an_end() {
    let (address, requests) = serve(Router::new().route("/", get(async || Redirect::to("/")))).await;
    assert_eq!(follow(address, "/").await, Err(UnreadReason::Unreachable));
    assert_eq!(requests.load(SeqCst), 6);
}

#[tokio::test]
async fn a_slow_page_is_given_up() {
    let trickle = async || {
        let parts = futures::stream::unfold((), async |()| {
            tokio::time::sleep(Duration::from_millis(20)).await;
            Some((Ok::<_, Infallible>(Bytes::from_static(b"<p>")), ()))
        });
        (html(), Body::from_stream(parts))
    };
    let silent = async || std::future::pending::<StatusCode>().await;
    let (address, _) = serve(Router::new().route("/trickle", get(trickle)).route("/silent", get(silent))).await;
    let previews = LinkPreviews::new(Reach::Loopback, Duration::from_millis(300));
    for path in ["/trickle", "/silent"] {
        let followed = previews.follow(&format!("http://{address}{path}"), Language::Vi, |_| false).await;
        assert_eq!(followed, Err(UnreadReason::TooSlow), "{path}");
    }
}

#[tokio::test]
async fn only_the_beginning_of_a_page_is_read() {
    let endless = |start: &'static str| {
        let rest = futures::stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from(vec![b' '; 16 * 1024])));
        let start = futures::stream::iter([Ok(Bytes::from_static(start.as_bytes()))]);
        (html(), Body::from_stream(futures::StreamExt::chain(start, rest)))
    };
    let pages = Router::new()
        .route("/head", get(async move || endless("<head><title>Dài</title></HEAD>")))
        .route("/body", get(async move || endless("<title>Dài</title>")));
    let (address, _) = serve(pages).await;
    assert_eq!(title(follow(address, "/head").await), "Dài");
    assert_eq!(title(follow(address, "/body").await), "Dài");
}

#[tokio::test]
async fn what_is_no_page_is_said_so() {
    let pages = Router::new()
        .route("/text", get(async || "Chữ"))
        .route("/picture", get(async || ([(header::CONTENT_TYPE, "image/png")], "x")))
        .route("/packed", get(async || (html(), [(header::CONTENT_ENCODING, "gzip")], "x")))
        .route("/nameless", get(async || (html(), "<p>Không tên")))
        .route("/gone", get(async || StatusCode::GONE))
        .route("/nowhere", get(async || StatusCode::FOUND.into_response()));
    let (address, _) = serve(pages).await;
    for (path, reason) in [
        ("/text", UnreadReason::NotAPage),
        ("/picture", UnreadReason::NotAPage),
        ("/packed", UnreadReason::NotAPage),
        ("/nameless", UnreadReason::Untitled),
        ("/gone", UnreadReason::Refused(410)),
        ("/nowhere", UnreadReason::Refused(302)),
    ] {
        assert_eq!(follow(address, path).await, Err(reason), "{path}");
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(follow(closed, "/").await, Err(UnreadReason::Unreachable));
}

#[tokio::test]
async fn old_encodings_are_read() {
    let old = async || {
        ([(header::CONTENT_TYPE, "text/html")], b"<meta charset=windows-1258><title>Vi\xea\xf2t Nam</title>".as_slice())
    };
    let wide = async || {
        let page: Vec<u8> = "\u{feff}<title>Việt Nam</title>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        ([(header::CONTENT_TYPE, "text/html")], page)
    };
    let (address, _) = serve(Router::new().route("/old", get(old)).route("/wide", get(wide))).await;
    assert_eq!(title(follow(address, "/old").await), "Việt Nam");
    assert_eq!(title(follow(address, "/wide").await), "Việt Nam");
}

#[tokio::test]
async fn titles_are_read_by_oembed() {
    let json = |body: String| ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], body);
    let pages = Router::new()
        .route("/title", get(async move || json(r#"{"type":"video","title":" Cầu\n Bến Lức ","html":"<x>"}"#.into())))
        .route("/nameless", get(async move || json(r#"{"type":"rich"}"#.into())))
        .route("/long", get(async move || json(format!(r#"{{"title":"{}"}}"#, "a".repeat(600_000)))))
        .route("/page", get(async || (html(), r#"{"title":"a"}"#)));
    let (address, _) = serve(pages).await;
    let ask = async |path: &str| previews().title(&format!("http://{address}{path}"), Language::Vi).await;
    assert_eq!(ask("/title").await.as_deref(), Ok("Cầu Bến Lức"));
    assert_eq!(ask("/nameless").await, Err(UnreadReason::Untitled));
    assert_eq!(ask("/long").await, Err(UnreadReason::NotAPage));
    assert_eq!(ask("/page").await, Err(UnreadReason::NotAPage));
}

//! Request bodies of clients that are not logged in: the session is checked before the body is read, and bodies are
//! limited in size.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use futures::StreamExt;
use futures::stream::{iter, pending};
use leptos::server_fn::axum::server_fn_paths;
use longan::model::user::Role;

use crate::routes::site::Site;

const MEGABYTE: usize = 1024 * 1024;

/// An unfinished body of so many megabytes, and a counter of the bytes that were read from it.
fn endless(megabytes: usize) -> (Body, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::new(0));
    let counter = read.clone();
    let pieces = iter(0..megabytes * 1024).map(move |_| {
        counter.fetch_add(1024, Relaxed);
        Ok::<_, io::Error>(Bytes::from(vec![b' '; 1024]))
    });
    (Body::from_stream(pieces.chain(pending())), read)
}

fn request(path: &str, body: Body) -> Request<Body> {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    // With `Expect: 100-continue`, the server does not read the body merely to discard it.
    request.header(header::EXPECT, "100-continue").body(body).unwrap()
}

#[tokio::test]
async fn nothing_of_a_body_is_read_before_the_session() {
    let site = Site::sample().await;
    let functions = server_fn_paths().map(|(path, _)| path).filter(|path| path.starts_with("/api/admin/"));
    for path in functions.chain(["/api/admin/none", "/admin/media", "/admin/backup/restore"]) {
        for cookie in ["", "__Host-longan=nonsense"] {
            let (body, read) = endless(8);
            let mut request = request(path, body);
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
            let answer = site.ask(request).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::UNAUTHORIZED, "\"Unauthorized\""), "{path}");
            assert_eq!(read.load(Relaxed), 0, "{path}");
        }
    }
}

#[tokio::test]
async fn anonymous_bodies_are_limited_to_a_megabyte() {
    let site = Site::sample().await;
    for path in ["/", "/posts/none", "/api/comments", "/api/view", "/admin/login", "/admin/setup", "/none"] {
        let (body, read) = endless(8);
        assert_eq!(site.ask(request(path, body)).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(read.load(Relaxed) <= MEGABYTE + 1024, "{path}: {read:?}");
    }
    let cookie = site.log_in(Role::Author).await;
    let (body, read) = endless(9);
    let mut request = request("/api/admin/posts/save", body);
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    let answer = site.ask(request).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("8192 KB"), "the reason: {}", answer.body);
    assert!(read.load(Relaxed) <= 8 * MEGABYTE + 1024, "{read:?}");
}

#[tokio::test]
async fn all_bodies_together_have_bounded_memory() {
    let site = Arc::new(Site::with(|settings| settings.server.body_megabytes = 64).await);
    // 60 unfinished bodies of just under a megabyte. A quarter of the 64 MB is for clients that are not logged in.
    let mut counters = Vec::new();
    let mut asking = Vec::new();
    for _ in 0..60 {
        let (body, read) = endless(1);
        counters.push(read);
        let site = site.clone();
        asking.push(Box::pin(async move { site.ask(request("/api/comments", body)).await }));
    }
    let (mut refused, mut held) = (0, 0);
    for (asking, read) in asking.iter_mut().zip(&counters) {
        let mut answer = futures::poll!(&mut *asking);
        if answer.is_pending() {
            // A request gives way once when it has its answer.
            tokio::task::yield_now().await;
            answer = futures::poll!(asking);
        }
        match answer {
            std::task::Poll::Ready(answer) => {
                assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.body);
                assert!(answer.headers.contains_key(header::RETRY_AFTER));
                refused += 1;
            }
            std::task::Poll::Pending => held += read.load(Relaxed),
        }
    }
    assert_eq!((held, refused), (16 * MEGABYTE, 44));
    // Logged-in users can write meanwhile, and other clients once the unfinished requests are dropped.
    let cookie = site.log_in(Role::Author).await;
    let (status, answer) =
        site.call("posts/slug", &cookie, serde_json::json!({ "kind": "Post", "id": null, "title": "a" })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    drop(asking);
    let answer = site.post("/posts/cong-nghiep-ho-tro-long-an", &[("body", "")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A body that a timeout wraps does not say that it has ended, although a GET request has none.
#[tokio::test]
async fn a_page_of_the_admin_is_not_an_upload() {
    let site = Site::sample().await;
    let nothing = Body::from_stream(iter(Vec::<io::Result<Bytes>>::new()));
    let answer = site.ask(Request::get("/admin/media").body(nothing).unwrap()).await;
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (StatusCode::SEE_OTHER, "/admin/login?next=%2Fadmin%2Fmedia")
    );
}

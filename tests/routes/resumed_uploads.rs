//! Uploads that go on after the connection was lost.

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use longan::model::user::Role;

use crate::routes::files::{get, sound};
use crate::routes::media::read;
use crate::routes::site::{Answer, Site};

async fn send(site: &Site, cookie: &str, address: &str, offset: usize, body: Body) -> Answer {
    let request = Request::patch(address).header(header::COOKIE, cookie).header("sec-fetch-site", "same-origin");
    site.ask(request.header("upload-offset", offset).body(body).unwrap()).await
}

/// Returns how much was received, or the status of the refusal.
async fn offset(site: &Site, cookie: &str, address: &str) -> Result<usize, StatusCode> {
    let request = Request::head(address).header(header::COOKIE, cookie).header("sec-fetch-site", "same-origin");
    let answer = site.ask(request.body(Body::empty()).unwrap()).await;
    let offset = answer.headers.get("upload-offset").ok_or(answer.status)?;
    Ok(offset.to_str().unwrap().parse().unwrap())
}

/// A body whose connection is lost after these bytes.
fn broken(bytes: &[u8]) -> Body {
    let sent: Vec<Result<Bytes, _>> = bytes.chunks(100_000).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    Body::from_stream(futures::stream::iter(sent.into_iter().chain([Err(std::io::Error::other("lost"))])))
}

#[tokio::test]
async fn a_file_goes_on_where_the_connection_was_lost() {
    let site = Site::sample().await;
    let (cookie, other) = (site.log_in(Role::Author).await, site.log_in(Role::Editor).await);
    let bytes = sound();
    let address = format!("/admin/media/files?name=T%E1%BA%ADp%201.mp3&length={}&modified=1", bytes.len());
    assert_eq!(offset(&site, &cookie, &address).await, Ok(0));
    let lost = send(&site, &cookie, &address, 0, broken(&bytes[..1_000_000])).await;
    assert_eq!(lost.status, StatusCode::BAD_REQUEST, "{}", lost.body);
    assert_eq!(offset(&site, &cookie, &address).await, Ok(1_000_000));
    assert_eq!(offset(&site, &other, &address).await, Ok(0), "parts are of their user");
    assert_eq!(offset(&site, "", &address).await, Err(StatusCode::UNAUTHORIZED));

    let again = send(&site, &cookie, &address, 0, Body::from(bytes.clone())).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
    let rest = send(&site, &cookie, &address, 1_000_000, Body::from(bytes[1_000_000..].to_vec())).await;
    assert_eq!(rest.status, StatusCode::OK, "{}", rest.body);
    let path = read(&rest)["path"].as_str().unwrap().to_owned();
    let (status, _, stored) = get(&site, &path, None).await;
    assert_eq!((status, stored == bytes), (StatusCode::OK, true));
    assert_eq!(offset(&site, &cookie, &address).await, Ok(0), "it is complete");
}

#[tokio::test]
async fn what_is_refused_is_not_kept() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let address = "/admin/media/files?name=a.pdf&length=9&modified=1";
    let page = send(&site, &cookie, address, 0, Body::from("<!DOCTYPE")).await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", page.body);
    let long = send(&site, &cookie, address, 0, Body::from("%PDF-1.7 more")).await;
    assert_eq!(long.status, StatusCode::BAD_REQUEST, "{}", long.body);
    assert_eq!(offset(&site, &cookie, address).await, Ok(0));
    let large = "/admin/media/files?name=a.mp4&length=99999999999999&modified=1";
    assert_eq!(send(&site, &cookie, large, 0, Body::from("a")).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let foreign = Request::patch(address).header(header::COOKIE, &cookie).header("sec-fetch-site", "cross-site");
    let foreign = foreign.header("upload-offset", 0).body(Body::from("%PDF-1.7\n")).unwrap();
    assert_eq!(site.ask(foreign).await.status, StatusCode::FORBIDDEN);
}

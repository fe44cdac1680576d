use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Responds with 301 to another path (RFC 9110, section 15.4.2). Slugs may be of any script, but headers are ASCII, so
/// the path is encoded.
pub fn moved_permanently(path: &str) -> Response {
    let path = percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string();
    let Ok(location) = HeaderValue::from_str(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    response.headers_mut().insert(header::LOCATION, location);
    response
}

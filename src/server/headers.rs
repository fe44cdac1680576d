use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// What every answer says, unless it says otherwise itself.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
    // Pages and data may be kept, but are asked for again: they change with every comment.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// What the admin's answers say instead: they are for one person, and no other page may show them in a frame.
const PRIVATE: [(HeaderName, HeaderValue); 2] = [
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// Adds the headers that every answer has.
pub async fn add(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_private = path.starts_with("/admin") || path.starts_with("/api/admin/");
    let mut response = next.run(request).await;
    for (name, value) in PRIVATE.into_iter().filter(|_| is_private) {
        response.headers_mut().entry(name).or_insert(value);
    }
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

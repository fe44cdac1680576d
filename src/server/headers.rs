//! What every answer says of itself, so that browsers keep to it.

mod policy;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::client_address::scheme_of;
use crate::state::AppState;

pub use policy::{of_admin, of_login};

/// What every answer says, unless it says otherwise itself.
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
    // A page that opened this one, or was opened by it, holds nothing of it (HTML, cross-origin opener policies).
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    // What neither a site nor its admin needs; whatever slips in must not ask for it (W3C Permissions Policy).
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), usb=()",
        ),
    ),
    // Pages and data may be kept, but are asked for again: they change with every comment.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// What the admin's answers say instead: they are for one person, and no other page may show them in a frame.
const PRIVATE: [(HeaderName, HeaderValue); 2] = [
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// Who an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Readers,
    /// Those who work here.
    Staff,
}

impl Audience {
    /// Of what is at a path.
    pub fn of(path: &str) -> Audience {
        match path.starts_with("/admin") || path.starts_with("/api/admin/") {
            true => Audience::Staff,
            false => Audience::Readers,
        }
    }
}

/// Gives an answer all the headers that it does not have yet. What is kept ready is completed once, when it is made.
pub fn complete(headers: &mut HeaderMap, audience: Audience, transport: Option<HeaderValue>) {
    for (name, value) in PRIVATE.into_iter().filter(|_| audience == Audience::Staff) {
        headers.entry(name).or_insert(value);
    }
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    if let Some(transport) = transport {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, transport);
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_page = content_type.is_some_and(|content_type| content_type.starts_with("text/html"));
        headers.insert(header::CONTENT_SECURITY_POLICY, if is_page { policy::of_pages() } else { policy::of_data() });
    }
}

/// Once over https, always over https (RFC 6797, section 7.2: over plain http it must not be said). `scheme` is that by
/// which the site is asked.
pub fn transport(state: &AppState, scheme: &str) -> Option<HeaderValue> {
    let settings = state.settings();
    let is_secure = scheme == "https" || settings.site.address.starts_with("https://");
    let seconds = u64::from(settings.server.strict_transport_days) * 24 * 60 * 60;
    (is_secure && seconds > 0).then(|| HeaderValue::from_str(&format!("max-age={seconds}")).ok()).flatten()
}

/// Adds the headers that every answer has.
pub async fn add(Shared(state): Shared<AppState>, request: Request, next: Next) -> Response {
    let audience = Audience::of(request.uri().path());
    let transport = transport(&state, scheme_of(&state, &request));
    let mut response = next.run(request).await;
    complete(response.headers_mut(), audience, transport);
    response
}

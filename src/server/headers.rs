//! Response headers for security and caching.

mod policy;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::client_address::scheme_of;
use crate::model::address::admin::AdminAddress;
use crate::model::address::paths;
use crate::state::AppState;

pub use policy::{of_admin, of_appearance_preview, of_login, of_page_with};

/// Default headers, added unless the response already has them.
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
    // Isolates the page from pages that opened it or that it opened (HTML, cross-origin opener policies).
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    // Disables features that neither the site nor its admin uses, so that injected code cannot use them (W3C
    // Permissions Policy).
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), usb=()",
        ),
    ),
    // Pages and data may be stored but must be revalidated: they change with every comment.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// Default headers of the admin. They override `ALWAYS`: responses are private, and may not be framed by any page.
const PRIVATE: [(HeaderName, HeaderValue); 2] = [
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// Audience of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Readers,
    /// Logged-in users of the admin.
    Staff,
}

impl Audience {
    /// Returns the audience of a path.
    pub fn of(path: &str) -> Audience {
        match AdminAddress::contains(path) || path.starts_with(paths::ADMIN_API) {
            true => Audience::Staff,
            false => Audience::Readers,
        }
    }
}

/// Adds all missing headers to a response. For cached pages it runs once, when they are rendered.
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

/// Returns the value of `Strict-Transport-Security`. `None` over plain HTTP, where it must not be sent (RFC 6797,
/// section 7.2). `scheme` is the scheme of the request.
pub fn transport(state: &AppState, scheme: &str) -> Option<HeaderValue> {
    let settings = state.settings();
    let is_secure = scheme == "https" || settings.site.address.starts_with("https://");
    let seconds = u64::from(settings.server.strict_transport_days) * 24 * 60 * 60;
    (is_secure && seconds > 0).then(|| HeaderValue::from_str(&format!("max-age={seconds}")).ok()).flatten()
}

/// Middleware that adds the headers of every response.
pub async fn add(Shared(state): Shared<AppState>, request: Request, next: Next) -> Response {
    let audience = Audience::of(request.uri().path());
    let transport = transport(&state, scheme_of(&state, &request));
    let mut response = next.run(request).await;
    complete(response.headers_mut(), audience, transport);
    response
}

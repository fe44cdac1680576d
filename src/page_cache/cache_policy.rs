use std::convert::Infallible;

use axum::http::{Extensions, HeaderName, HeaderValue, header};
use axum::response::{IntoResponseParts, Response, ResponseParts};

use super::PageDependencies;

/// Whether a response may be cached. Handlers of pages return it along with the response. Without it, a response is not
/// cached.
#[derive(Clone, Debug, Default)]
pub enum CachePolicy {
    /// Not cached here: an error, a redirect, the response to a form.
    #[default]
    Uncacheable,
    /// For this client only: `private, no-store`, not indexed by search engines. Since the URL alone grants access, it
    /// is not sent to other sites as a referrer.
    Private,
    /// The same for every client that requests this URL, until one of the dependencies changes.
    Page(PageDependencies),
}

/// Headers of a private response.
const PRIVATE: [(HeaderName, HeaderValue); 3] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
];

impl CachePolicy {
    /// Returns whether these are the extensions of a cacheable response.
    pub fn is_page(extensions: &Extensions) -> bool {
        matches!(extensions.get(), Some(CachePolicy::Page(_)))
    }

    /// Removes the policy from a response and returns it.
    pub fn take(response: &mut Response) -> CachePolicy {
        response.extensions_mut().remove().unwrap_or_default()
    }
}

/// The only place where a policy is attached to a response.
impl IntoResponseParts for CachePolicy {
    type Error = Infallible;

    fn into_response_parts(self, mut response: ResponseParts) -> Result<ResponseParts, Infallible> {
        if let CachePolicy::Private = self {
            response.headers_mut().extend(PRIVATE);
        }
        response.extensions_mut().insert(self);
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    #[test]
    fn only_pages_are_cacheable() {
        let page = (CachePolicy::Page(PageDependencies::default()), "a page").into_response();
        assert!(CachePolicy::is_page(page.extensions()));
        assert_eq!(page.headers().get(header::CACHE_CONTROL), None);
        for other in [
            (CachePolicy::Uncacheable, "a page").into_response(),
            (CachePolicy::Private, "a page").into_response(),
            "a page".into_response(),
        ] {
            assert!(!CachePolicy::is_page(other.extensions()));
        }
    }

    #[test]
    fn private_responses_have_the_headers() {
        let mut response = (CachePolicy::Private, "a draft").into_response();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(response.headers()["x-robots-tag"], "noindex");
        assert!(matches!(CachePolicy::take(&mut response), CachePolicy::Private));
        assert!(matches!(CachePolicy::take(&mut response), CachePolicy::Uncacheable));
    }
}

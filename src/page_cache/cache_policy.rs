use std::convert::Infallible;

use axum::http::{Extensions, HeaderName, HeaderValue, header};
use axum::response::{IntoResponseParts, Response, ResponseParts};

use super::PageDependencies;

/// Whether a response may be kept. A handler that may be asked for a page answers with it, beside the response; what
/// has none is not kept.
#[derive(Clone, Debug, Default)]
pub enum CachePolicy {
    /// It is not kept here: an error, a redirect, the answer to a form.
    #[default]
    Uncacheable,
    /// It is for whoever asked alone: kept by nobody, not even by their browser, and not listed by search engines. The
    /// address opens it, so other sites are not told the address.
    Private,
    /// It is the same for everyone who asks for this URL, until something that it depends on changes.
    Page(PageDependencies),
}

/// What a private response says of itself.
const PRIVATE: [(HeaderName, HeaderValue); 3] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
];

impl CachePolicy {
    /// Whether these are the extensions of a response that may be kept.
    pub fn is_page(extensions: &Extensions) -> bool {
        matches!(extensions.get(), Some(CachePolicy::Page(_)))
    }

    /// Takes the policy off a response.
    pub fn take(response: &mut Response) -> CachePolicy {
        response.extensions_mut().remove().unwrap_or_default()
    }
}

/// The one place where a policy is attached to a response.
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
    fn only_pages_may_be_kept() {
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
    fn what_is_private_says_so() {
        let mut response = (CachePolicy::Private, "a draft").into_response();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(response.headers()["x-robots-tag"], "noindex");
        assert!(matches!(CachePolicy::take(&mut response), CachePolicy::Private));
        assert!(matches!(CachePolicy::take(&mut response), CachePolicy::Uncacheable));
    }
}

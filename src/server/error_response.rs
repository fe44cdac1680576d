//! Responses to rejected and failed requests. They need neither the database nor the client, since these may be what is
//! unavailable.

mod known_site;
mod page;

use axum::Json;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::i18n::{ErrorResponseTexts, error_response_texts};
use crate::model::address::admin::AdminAddress;
use crate::model::address::paths;
use crate::model::error::{CommentField, Error, FieldError, FieldErrorKind, Rejection};
use crate::model::language::Language;
use crate::request::error_status;

pub use known_site::KnownSite;
pub use page::SubmittedForm;

/// Why a request was rejected or has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The client has exceeded its rate limit. The value is the time until it may retry, in seconds.
    TooMany(u64),
    /// The server is overloaded.
    Busy,
    /// The body did not arrive in time.
    TooSlow,
    AddressTooLong,
    /// There are several `Host` lines, or an invalid one (RFC 9112, section 3.2).
    BadHost,
    HeadersTooLong,
    /// The body exceeds the maximum, in bytes.
    BodyTooLong(u64),
    /// The body has a content encoding. It is rejected because its decoded size is unknown.
    Encoded,
    /// The database is temporarily unavailable.
    Unavailable,
    /// The storage of files is temporarily unavailable.
    StorageUnavailable,
    /// Not even an error page could be rendered.
    Broken,
}

/// Format of an error response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorFormat {
    /// An HTML page.
    Page,
    /// JSON, for the client's scripts.
    Json,
}

impl ErrorFormat {
    /// Returns the format that callers of a path expect.
    pub fn at(method: &Method, path: &str) -> ErrorFormat {
        let is_upload = method == Method::POST && path == AdminAddress::Media.path();
        if path.starts_with(paths::API) || is_upload { ErrorFormat::Json } else { ErrorFormat::Page }
    }
}

impl RequestError {
    /// Returns the status (RFC 9110, sections 15.5 and 15.6; RFC 6585, sections 4 and 5).
    pub fn status(self) -> StatusCode {
        match self {
            RequestError::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            RequestError::Busy | RequestError::Unavailable | RequestError::StorageUnavailable => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            RequestError::TooSlow => StatusCode::REQUEST_TIMEOUT,
            RequestError::AddressTooLong => StatusCode::URI_TOO_LONG,
            RequestError::BadHost => StatusCode::BAD_REQUEST,
            RequestError::HeadersTooLong => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            RequestError::BodyTooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
            RequestError::Encoded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            RequestError::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Returns title and text of the message.
    fn explain(self, texts: &'static ErrorResponseTexts) -> (&'static str, String) {
        match self {
            RequestError::TooMany(seconds) => (texts.too_many, (texts.too_many_text)(seconds)),
            RequestError::Busy => (texts.busy, texts.busy_text.to_owned()),
            RequestError::TooSlow => (texts.too_slow, texts.too_slow_text.to_owned()),
            RequestError::AddressTooLong => (texts.address_too_long, texts.address_too_long_text.to_owned()),
            RequestError::BadHost => (texts.bad_host, texts.bad_host_text.to_owned()),
            RequestError::HeadersTooLong => (texts.headers_too_long, texts.headers_too_long_text.to_owned()),
            RequestError::BodyTooLong(most) => (texts.body_too_long, (texts.body_too_long_text)(most / 1024)),
            RequestError::Encoded => (texts.encoded, texts.encoded_text.to_owned()),
            RequestError::Unavailable => (texts.unavailable, texts.unavailable_text.to_owned()),
            RequestError::StorageUnavailable => (texts.unavailable, texts.storage_unavailable_text.to_owned()),
            RequestError::Broken => (texts.broken, texts.broken_text.to_owned()),
        }
    }

    /// Returns the value of `Retry-After`, in seconds.
    pub fn retry_after(self) -> Option<u64> {
        match self {
            RequestError::TooMany(seconds) => Some(seconds),
            RequestError::Busy => Some(2),
            RequestError::Unavailable | RequestError::StorageUnavailable => Some(10),
            _ => None,
        }
    }

    /// Converts it to the error that the client's scripts understand, with the reason if the client can do something.
    fn error(self, language: Language) -> Error {
        match self {
            RequestError::TooMany(seconds) => {
                let minutes = u32::try_from(seconds / 60 + 1).unwrap_or(u32::MAX);
                Error::Invalid(vec![FieldError { field: CommentField::Form, kind: FieldErrorKind::TooMany(minutes) }])
            }
            RequestError::AddressTooLong => Error::NotFound,
            RequestError::Busy | RequestError::Unavailable => Error::Unavailable,
            RequestError::Broken => Error::Internal,
            _ => Rejection::error("", self.explain(error_response_texts(language)).1),
        }
    }

    /// Builds the response. A submitted form is included in the page, so that it can be sent again.
    pub fn answer(self, site: &KnownSite, shape: ErrorFormat, submitted: Option<SubmittedForm>) -> Response {
        let status = self.status();
        let mut response = match shape {
            ErrorFormat::Json => (status, Json(self.error(site.language))).into_response(),
            ErrorFormat::Page => {
                let texts = error_response_texts(site.language);
                let (title, text) = self.explain(texts);
                (status, page::show(site, status, title, &text, submitted)).into_response()
            }
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self == RequestError::Encoded {
            // RFC 9110, section 12.5.3: in a response, it names the encodings that requests may have.
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        }
        response
    }
}

/// Responds in plain text. For server errors the body is empty, and `server::load_shedding` replaces the response.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = error_status(&self);
        match status.is_server_error() {
            true => status.into_response(),
            false => (status, format!("{status}\n")).into_response(),
        }
    }
}

/// An error serialized as JSON for the client's scripts.
#[derive(Debug)]
pub struct JsonError(pub Error);

impl From<Error> for JsonError {
    fn from(error: Error) -> Self {
        JsonError(error)
    }
}

impl IntoResponse for JsonError {
    fn into_response(self) -> Response {
        (error_status(&self.0), Json(self.0)).into_response()
    }
}

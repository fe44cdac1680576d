//! Requests as bytes, built once and sent many times.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The `Accept-Encoding` header of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    Brotli,
    Identity,
}

/// A GET request with few headers. `etag`: of the representation that the client has cached.
pub fn get(path: &str, accept: Accept, etag: Option<&str>) -> Vec<u8> {
    let accept = match accept {
        Accept::Brotli => "accept-encoding: gzip, deflate, br\r\n",
        Accept::Identity => "",
    };
    let known = etag.map(|etag| format!("if-none-match: {etag}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: */*\r\n{accept}{known}\r\n").into_bytes()
}

/// A form, sent as a browser without JavaScript sends it.
pub fn post(path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let body = pairs.join("&");
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: */*\r\naccept-encoding: gzip, deflate, br\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Percent-encodes a text for a query parameter.
pub fn parameter(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_encoded() {
        let request = String::from_utf8(post("/posts/a", &[("body", "Hay & lạ"), ("parent", "")])).unwrap();
        assert!(request.ends_with("content-length: 35\r\n\r\nbody=Hay%20%26%20l%E1%BA%A1&parent="), "{request}");
    }
}

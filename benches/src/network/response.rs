//! Parses HTTP/1.1 answers (RFC 9112), as far as the measured servers send them.

use std::borrow::Cow;

use crate::error::Result;

/// The maximum number of headers; Longan sends fewer.
const HEADERS: usize = 40;

/// Names and values.
pub type Headers = Vec<(String, String)>;

/// One complete answer.
#[derive(Debug)]
pub struct Answer<'a> {
    pub status: u16,
    head: &'a [u8],
    pub body: Cow<'a, [u8]>,
}

impl Answer<'_> {
    /// The headers in their order, with names in lower case.
    pub fn headers(&self) -> Headers {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut parsed = httparse::Response::new(&mut headers);
        let _ = parsed.parse(self.head);
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        parsed.headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect()
    }
}

/// How the length of a body is declared.
enum Length {
    Bytes(usize),
    Chunked,
}

/// Parses one answer at the start of `bytes` and returns it with its length; `None` if it is incomplete.
pub fn parse(bytes: &[u8]) -> Result<Option<(Answer<'_>, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(end) = parsed.parse(bytes)? else { return Ok(None) };
    let status = parsed.code.ok_or("an answer without a status")?;
    let (head, rest) = bytes.split_at(end);
    let answer = |body| Answer { status, head, body };
    Ok(match length(status, parsed.headers)? {
        Length::Bytes(length) if rest.len() < length => None,
        Length::Bytes(length) => Some((answer(Cow::Borrowed(&rest[..length])), end + length)),
        Length::Chunked => chunks(rest)?.map(|(body, length)| (answer(Cow::Owned(body)), end + length)),
    })
}

fn length(status: u16, headers: &[httparse::Header]) -> Result<Length> {
    if matches!(status, 204 | 304) {
        return Ok(Length::Bytes(0));
    }
    for header in headers {
        if header.name.eq_ignore_ascii_case("content-length") {
            return Ok(Length::Bytes(std::str::from_utf8(header.value)?.trim().parse()?));
        }
        if header.name.eq_ignore_ascii_case("transfer-encoding") {
            return Ok(Length::Chunked);
        }
    }
    Err("an answer does not say how long it is".into())
}

/// Decodes a chunked body and returns how many bytes it took (RFC 9112, section 7.1).
fn chunks(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let size = httparse::parse_chunk_size(&bytes[at..]).map_err(|_| "a chunk without a size")?;
        let httparse::Status::Complete((line, size)) = size else { return Ok(None) };
        let (begin, size) = (at + line, usize::try_from(size)?);
        // The end of the chunk, or of the trailer section, which is empty.
        let end = begin + size + 2;
        let Some(chunk) = bytes.get(begin..end) else { return Ok(None) };
        body.extend_from_slice(&chunk[..size]);
        at = end;
        if size == 0 {
            return Ok(Some((body, at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_ends_where_it_says() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: \"a\"\r\n\r\nabcHTTP/1.1";
        let (answer, length) = parse(bytes).unwrap().unwrap();
        assert_eq!((answer.status, answer.body.as_ref(), length), (200, b"abc".as_slice(), bytes.len() - 8));
        assert!(answer.headers().contains(&("etag".to_owned(), "\"a\"".to_owned())));
        for end in 0..length {
            assert!(parse(&bytes[..end]).unwrap().is_none(), "{end}");
        }
    }

    #[test]
    fn chunks_are_put_together() {
        let bytes = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
        let (answer, length) = parse(bytes).unwrap().unwrap();
        assert_eq!((answer.body.as_ref(), length), (b"abc0123456789".as_slice(), bytes.len()));
        assert!(parse(&bytes[..bytes.len() - 1]).unwrap().is_none());
    }

    #[test]
    fn what_has_no_body_has_none() {
        let bytes = b"HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\n\r\n";
        assert_eq!(parse(bytes).unwrap().unwrap().1, bytes.len());
        assert!(parse(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}

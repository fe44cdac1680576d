use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::accept_encoding::AcceptedEncodings;
use super::dependencies::PageDependencies;
use crate::model::Milliseconds;

/// A rendered page. Compression effort grows with use: fast for the first requests, since a client waits and a comment
/// may invalidate the page at any moment; strong once the page has been cached for a while.
#[derive(Debug)]
pub struct CachedPage {
    /// All headers, including placeholders that the representation's own values replace.
    headers: HeaderMap,
    digest: String,
    identity: Representation,
    effort: CompressionEffort,
    quick: OnceLock<Option<Representation>>,
    recompressed: OnceLock<Recompressed>,
    pub(super) dependencies: PageDependencies,
    /// When it was rendered.
    pub(super) born: Milliseconds,
    /// When it was last served, with a resolution of one second; 0 if never.
    pub(super) used: AtomicI64,
}

/// One representation (content encoding) of a page.
#[derive(Debug)]
pub struct Representation {
    pub body: Bytes,
    /// Strong validator: different bytes have a different value (RFC 9110, section 8.8.3).
    pub etag: HeaderValue,
    length: HeaderValue,
    encoding: Option<HeaderValue>,
}

#[derive(Debug)]
struct Recompressed {
    brotli: Option<Representation>,
    gzip: Option<Representation>,
}

/// Compression effort for a page that was just rendered while clients wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompressionEffort {
    /// Pages are being rendered in a burst, so requests queue behind each other.
    Hurried,
    /// Only this request waits: 0.1 ms more saves a quarter of the bytes.
    Calm,
}

impl CompressionEffort {
    fn level(self) -> Compression {
        match self {
            CompressionEffort::Hurried => Compression::new(1),
            CompressionEffort::Calm => Compression::new(3),
        }
    }
}

/// No request waits for these. A higher Brotli quality takes ten times as long for 2 % less.
const GZIP: Compression = Compression::new(6);
const BROTLI_QUALITY: i32 = 6;
const BROTLI_WINDOW: i32 = 20;

/// Age in milliseconds from which a requested page counts as long-lived.
const LASTING: Milliseconds = 3000;

impl CachedPage {
    /// Creates a page from a rendered response.
    pub fn finish(
        mut headers: HeaderMap,
        body: Bytes,
        dependencies: PageDependencies,
        effort: CompressionEffort,
        now: Milliseconds,
    ) -> CachedPage {
        let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..12]);
        let identity = Representation::new(&digest, "", None, body);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, identity.etag.clone());
        headers.insert(header::CONTENT_LENGTH, identity.length.clone());
        // Placeholder for the encoding of a representation.
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
        CachedPage {
            headers,
            digest,
            identity,
            effort,
            quick: OnceLock::new(),
            recompressed: OnceLock::new(),
            dependencies,
            born: now,
            used: AtomicI64::new(0),
        }
    }

    /// Returns the smallest available representation that the client accepts.
    pub fn form(&self, accepted: AcceptedEncodings) -> &Representation {
        let recompressed = self.recompressed.get();
        let brotli = recompressed.filter(|_| accepted.brotli).and_then(|recompressed| recompressed.brotli.as_ref());
        brotli.or_else(|| self.gzip(accepted)).unwrap_or(&self.identity)
    }

    fn gzip(&self, accepted: AcceptedEncodings) -> Option<&Representation> {
        if !accepted.gzip {
            return None;
        }
        match self.recompressed.get() {
            Some(recompressed) => recompressed.gzip.as_ref(),
            None => self.quick.get_or_init(|| self.compress_gzip(self.effort.level(), "-q")).as_ref(),
        }
    }

    /// Returns an accepted representation whose ETag the client already has, if any.
    pub fn known(&self, accepted: AcceptedEncodings, knows: impl Fn(&HeaderValue) -> bool) -> Option<&Representation> {
        let recompressed = self.recompressed.get();
        let brotli = recompressed.filter(|_| accepted.brotli).and_then(|recompressed| recompressed.brotli.as_ref());
        let gzip = recompressed.filter(|_| accepted.gzip).and_then(|recompressed| recompressed.gzip.as_ref());
        let quick = self.quick.get().filter(|_| accepted.gzip).and_then(Option::as_ref);
        [brotli, gzip, quick, Some(&self.identity)].into_iter().flatten().find(|form| knows(&form.etag))
    }

    /// Returns the post whose page this is.
    pub fn post(&self) -> Option<i64> {
        self.dependencies.read
    }

    /// Returns the `Last-Modified` header, which only files have.
    pub fn modified(&self) -> Option<&HeaderValue> {
        self.headers.get(header::LAST_MODIFIED)
    }

    /// Returns the headers of a response with this representation.
    pub fn headers(&self, form: &Representation) -> HeaderMap {
        let mut headers = self.headers.clone();
        match &form.encoding {
            Some(encoding) => {
                headers.insert(header::ETAG, form.etag.clone());
                headers.insert(header::CONTENT_LENGTH, form.length.clone());
                headers.insert(header::CONTENT_ENCODING, encoding.clone());
            }
            None => {
                headers.remove(header::CONTENT_ENCODING);
            }
        }
        headers
    }

    /// Returns whether the page is long-lived and not yet recompressed.
    pub(super) fn deserves_more(&self, now: Milliseconds) -> bool {
        self.recompressed.get().is_none() && now - self.born >= LASTING
    }

    /// Compresses the page strongly. Takes some milliseconds of CPU time.
    pub(super) fn recompress(&self) {
        self.recompressed
            .get_or_init(|| Recompressed { brotli: self.compress_brotli(), gzip: self.compress_gzip(GZIP, "-g") });
    }

    fn compress_gzip(&self, level: Compression, suffix: &str) -> Option<Representation> {
        let mut gzip = GzEncoder::new(Vec::new(), level);
        let made = gzip.write_all(&self.identity.body).and_then(|()| gzip.finish());
        self.smaller(suffix, "gzip", made.ok()?)
    }

    fn compress_brotli(&self) -> Option<Representation> {
        let body = &self.identity.body;
        let (quality, lgwin, size_hint) = (BROTLI_QUALITY, BROTLI_WINDOW, body.len());
        let parameters = BrotliEncoderParams { quality, lgwin, size_hint, ..Default::default() };
        let mut made = Vec::new();
        brotli::BrotliCompress(&mut &body[..], &mut made, &parameters).ok()?;
        self.smaller("-b", "br", made)
    }

    fn smaller(&self, suffix: &str, encoding: &'static str, mut made: Vec<u8>) -> Option<Representation> {
        made.shrink_to_fit();
        let is_smaller = made.len() < self.identity.body.len();
        is_smaller.then(|| Representation::new(&self.digest, suffix, Some(encoding), made.into()))
    }

    /// Returns an estimate, close to the maximum, of the memory used with all representations, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.identity.body.len() * 2 + 4096
    }

    /// Records a use. Only once per second, so that cores do not contend for the cache line.
    pub(super) fn touch(&self, now: Milliseconds) {
        if now - self.used.load(Relaxed) >= 1000 {
            self.used.store(now, Relaxed);
        }
    }
}

impl Representation {
    fn new(digest: &str, suffix: &str, encoding: Option<&'static str>, body: Bytes) -> Representation {
        let etag = format!("\"{digest}{suffix}\"");
        Representation {
            // Base64 and a suffix are always a valid header value.
            etag: HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\"")),
            length: HeaderValue::from(body.len()),
            encoding: encoding.map(HeaderValue::from_static),
            body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GZIP_ONLY: AcceptedEncodings = AcceptedEncodings { brotli: false, gzip: true };
    const BOTH: AcceptedEncodings = AcceptedEncodings { brotli: true, gzip: true };
    const NEITHER: AcceptedEncodings = AcceptedEncodings { brotli: false, gzip: false };

    fn finish(body: String, now: Milliseconds) -> CachedPage {
        CachedPage::finish(HeaderMap::new(), body.into(), PageDependencies::default(), CompressionEffort::Calm, now)
    }

    #[test]
    fn long_lived_pages_are_recompressed() {
        let page = finish("<p>Một đoạn văn.</p>".repeat(500), 10);
        let encoding = |accepted| page.headers(page.form(accepted)).get(header::CONTENT_ENCODING).cloned();
        assert_eq!(encoding(BOTH).unwrap(), "gzip");
        let quick = page.form(BOTH).etag.clone();
        assert!(!page.deserves_more(10) && page.deserves_more(10 + LASTING));
        page.recompress();
        assert!(!page.deserves_more(10 + LASTING));
        assert_eq!(encoding(BOTH).unwrap(), "br");
        assert_eq!(encoding(GZIP_ONLY).unwrap(), "gzip");
        assert_eq!(encoding(NEITHER), None);
        assert!(page.form(BOTH).body.len() < page.form(NEITHER).body.len() / 10);
        let tags = [BOTH, GZIP_ONLY, NEITHER].map(|accepted| page.form(accepted).etag.clone());
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && !tags.contains(&quick));
        let known = |tag: &HeaderValue, accepted| page.known(accepted, |etag| etag == tag).is_some();
        assert!(known(&quick, BOTH), "who has the quick form has this page");
        assert!(known(&tags[0], BOTH) && !known(&tags[0], GZIP_ONLY), "what a client does not take does not help it");
    }

    #[test]
    fn incompressible_pages_are_sent_uncompressed() {
        let page = finish("ă".to_owned(), 0);
        page.recompress();
        assert_eq!(page.headers(page.form(BOTH)).get(header::CONTENT_ENCODING), None);
        assert_eq!(page.headers(page.form(BOTH))[header::CONTENT_LENGTH], "2");
    }
}

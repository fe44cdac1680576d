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

/// A finished page. It is compressed in proportion to its use: quickly for the first who ask, since they wait and a
/// comment may put it out at any moment; well once it has lasted.
#[derive(Debug)]
pub struct CachedPage {
    /// All of them; those of one form stand in for the others'.
    headers: HeaderMap,
    digest: String,
    identity: Representation,
    effort: CompressionEffort,
    quick: OnceLock<Option<Representation>>,
    recompressed: OnceLock<Recompressed>,
    pub(super) dependencies: PageDependencies,
    /// When it was finished.
    pub(super) born: Milliseconds,
    /// When it was last used, to the second; 0 when it never was.
    pub(super) used: AtomicI64,
}

/// One representation of a page.
#[derive(Debug)]
pub struct Representation {
    pub body: Bytes,
    /// Strong: other bytes have another (RFC 9110, section 8.8.3).
    pub etag: HeaderValue,
    length: HeaderValue,
    encoding: Option<HeaderValue>,
}

#[derive(Debug)]
struct Recompressed {
    brotli: Option<Representation>,
    gzip: Option<Representation>,
}

/// How much is done for those who wait for a page that was just rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompressionEffort {
    /// Pages come one after the other: those who wait for them wait for each other.
    Hurried,
    /// Somebody waits for this one alone: a tenth of a millisecond that saves a quarter of the bytes.
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

/// Nobody waits for these. More brotli takes ten times as long for two hundredths.
const GZIP: Compression = Compression::new(6);
const BROTLI_QUALITY: i32 = 6;
const BROTLI_WINDOW: i32 = 20;

/// A page that is asked for after so many milliseconds has lasted.
const LASTING: Milliseconds = 3000;

impl CachedPage {
    /// Finishes a page that has been answered with these headers and this body.
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
        // Takes the place of a form's.
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

    /// The smallest form at hand that a client takes.
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

    /// Whether one of the validators that a client knows is of a form that it takes.
    pub fn known(&self, accepted: AcceptedEncodings, knows: impl Fn(&HeaderValue) -> bool) -> Option<&Representation> {
        let recompressed = self.recompressed.get();
        let brotli = recompressed.filter(|_| accepted.brotli).and_then(|recompressed| recompressed.brotli.as_ref());
        let gzip = recompressed.filter(|_| accepted.gzip).and_then(|recompressed| recompressed.gzip.as_ref());
        let quick = self.quick.get().filter(|_| accepted.gzip).and_then(Option::as_ref);
        [brotli, gzip, quick, Some(&self.identity)].into_iter().flatten().find(|form| knows(&form.etag))
    }

    /// When it was last changed, as its header says; only files have one.
    pub fn modified(&self) -> Option<&HeaderValue> {
        self.headers.get(header::LAST_MODIFIED)
    }

    /// The headers of an answer in this form.
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

    /// Whether it is used, has lasted and is not yet compressed well.
    pub(super) fn deserves_more(&self, now: Milliseconds) -> bool {
        self.recompressed.get().is_none() && now - self.born >= LASTING
    }

    /// Compresses it well. Takes some milliseconds of computing.
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

    /// What it takes in memory, with its compressed forms: at most, nearly.
    pub(super) fn bytes(&self) -> usize {
        self.identity.body.len() * 2 + 4096
    }

    /// Notes that it is used. To the second, so that readers on several cores do not wait for each other.
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
            // Base64 and a letter are always a header's value.
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
    fn what_lasts_is_compressed_better() {
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
    fn what_does_not_shrink_is_sent_as_it_is() {
        let page = finish("ă".to_owned(), 0);
        page.recompress();
        assert_eq!(page.headers(page.form(BOTH)).get(header::CONTENT_ENCODING), None);
        assert_eq!(page.headers(page.form(BOTH))[header::CONTENT_LENGTH], "2");
    }
}

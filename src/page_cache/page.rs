use std::io::Write;
use std::sync::atomic::AtomicU64;

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::notes::{Noted, Notes};

/// How a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

/// A finished page in its forms.
#[derive(Debug)]
pub struct Page {
    digest: String,
    identity: Bytes,
    gzip: Bytes,
    brotli: Bytes,
    pub(super) noted: Noted,
    /// The cache's count of uses when it was last used.
    pub(super) used: AtomicU64,
}

/// Quality and window of brotli: a page is compressed once and sent often, but somebody waits for the first.
const BROTLI_QUALITY: i32 = 6;
const BROTLI_WINDOW: i32 = 20;

impl Page {
    /// Finishes a page: compresses it. Takes some milliseconds of computing.
    pub fn finish(body: Bytes, notes: &Notes) -> Page {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        let mut brotli = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: BROTLI_QUALITY,
            lgwin: BROTLI_WINDOW,
            size_hint: body.len(),
            ..Default::default()
        };
        // Writing to memory does not fail; a form that is empty is not used.
        let gzip = gzip.write_all(&body).and_then(|()| gzip.finish()).unwrap_or_default();
        if brotli::BrotliCompress(&mut &body[..], &mut brotli, &parameters).is_err() {
            brotli.clear();
        }
        let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..12]);
        Page {
            digest,
            identity: body,
            gzip: gzip.into(),
            brotli: brotli.into(),
            noted: notes.take(),
            used: AtomicU64::new(0),
        }
    }

    /// The body in this form, or as it is if there is no such form.
    pub fn body(&self, encoding: Encoding) -> (Bytes, Encoding) {
        match encoding {
            Encoding::Brotli if !self.brotli.is_empty() => (self.brotli.clone(), encoding),
            Encoding::Gzip if !self.gzip.is_empty() => (self.gzip.clone(), encoding),
            _ => (self.identity.clone(), Encoding::Identity),
        }
    }

    /// The strong validator of a form (RFC 9110, section 8.8.3): other bytes have another.
    pub fn etag(&self, encoding: Encoding) -> String {
        match encoding {
            Encoding::Identity => format!("\"{}\"", self.digest),
            Encoding::Gzip => format!("\"{}-g\"", self.digest),
            Encoding::Brotli => format!("\"{}-b\"", self.digest),
        }
    }

    /// What it takes in memory, nearly.
    pub(super) fn bytes(&self) -> usize {
        self.identity.len() + self.gzip.len() + self.brotli.len() + 512
    }
}

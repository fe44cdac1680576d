//! Decoding and encoding of still pictures.

use std::io::Cursor;

use image::DynamicImage;
use image::codecs::webp::WebPDecoder;

use super::{File, Limits, decoder, jpeg, png, webp};
use crate::model::media::{PictureError, PictureFormat, UnsupportedFormat};

/// Decodes a picture to eight bits per channel, in sRGB, upright. Of several pictures in a file, the first.
pub fn decode(bytes: &[u8], kind: PictureFormat, limits: &Limits) -> Result<DynamicImage, PictureError> {
    let input = Cursor::new(bytes);
    match kind {
        PictureFormat::Jpeg => jpeg::decode(bytes, limits),
        PictureFormat::Png => png::decode(bytes, limits),
        PictureFormat::WebP => decoder::read(WebPDecoder::new(input), limits, |_| Ok(())),
        PictureFormat::Avif => Err(PictureError::Unsupported(UnsupportedFormat::Avif)),
        PictureFormat::Gif | PictureFormat::Svg => Err(PictureError::UnknownKind),
    }
}

/// Encodes a picture at full size. `exactly` selects lossless WebP.
pub fn encode(image: &DynamicImage, kind: PictureFormat, exactly: bool) -> Result<File, PictureError> {
    let (width, height) = (image.width(), image.height());
    let (kind, bytes) = match kind {
        PictureFormat::Jpeg => (kind, jpeg::encode(image)?),
        PictureFormat::WebP if exactly => (kind, webp::encode_exactly(image)?),
        PictureFormat::WebP if webp::fits(image) => (PictureFormat::WebP, webp::encode(image, webp::MAIN_QUALITY)?),
        _ => (PictureFormat::Png, png::encode(image)?),
    };
    Ok(File { kind, width, height, bytes })
}

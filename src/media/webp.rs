//! Still WebP (RFC 9649).

use image::DynamicImage;
use webp::{Encoder, WebPConfig};

use crate::model::media::PictureError;

/// Quality at full size.
pub const MAIN_QUALITY: f32 = 88.0;
/// Quality of the smaller versions, which are shown on high-density screens.
pub const RESIZED_QUALITY: f32 = 80.0;
/// Longest side in pixels.
const LONGEST: u32 = 16_383;

/// Returns whether a picture is small enough for WebP.
pub fn fits(image: &DynamicImage) -> bool {
    image.width() <= LONGEST && image.height() <= LONGEST
}

/// Returns whether a WebP is lossless.
pub fn is_lossless(bytes: &[u8]) -> bool {
    super::animated_webp::chunks(bytes).any(|(name, _)| name == *b"VP8L")
}

/// Encodes a picture with loss. `quality` is from 0 to 100.
pub fn encode(image: &DynamicImage, quality: f32) -> Result<Vec<u8>, PictureError> {
    write(image, |config| config.quality = quality)
}

/// Encodes a picture losslessly, including the colors of transparent pixels.
pub fn encode_exactly(image: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    write(image, |config| {
        config.lossless = 1;
        config.exact = 1;
    })
}

fn write(image: &DynamicImage, configure: impl FnOnce(&mut WebPConfig)) -> Result<Vec<u8>, PictureError> {
    let mut config = WebPConfig::new().map_err(|()| PictureError::Broken)?;
    configure(&mut config);
    let (width, height) = (image.width(), image.height());
    let written = match image {
        DynamicImage::ImageRgb8(pixels) => Encoder::from_rgb(pixels, width, height).encode_advanced(&config),
        DynamicImage::ImageRgba8(pixels) => Encoder::from_rgba(pixels, width, height).encode_advanced(&config),
        image if image.color().has_alpha() => {
            Encoder::from_rgba(&image.to_rgba8(), width, height).encode_advanced(&config)
        }
        image => Encoder::from_rgb(&image.to_rgb8(), width, height).encode_advanced(&config),
    };
    written.map(|bytes| bytes.to_vec()).map_err(|_| PictureError::Broken)
}

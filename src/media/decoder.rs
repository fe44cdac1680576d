//! Shared decoding of still pictures: checks limits first and normalizes the result.

use image::error::{ImageError, LimitErrorKind};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};

use super::{Limits, color_profile};
use crate::model::media::PictureError;

/// Decodes a picture to eight bits per channel, in sRGB, with its orientation applied. `check` validates the decoded
/// pixels before they are normalized.
pub fn read(
    decoder: Result<impl ImageDecoder, ImageError>,
    limits: &Limits,
    check: impl FnOnce(&DynamicImage) -> Result<(), PictureError>,
) -> Result<DynamicImage, PictureError> {
    let mut decoder = decoder.map_err(|error| refusal(&error, limits))?;
    let (width, height) = decoder.dimensions();
    limits.check_size(width, height)?;
    decoder.set_limits(limits.for_decoder()).map_err(|error| refusal(&error, limits))?;
    // Unreadable metadata does not make the picture invalid.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error, limits))?;
    check(&image)?;
    image = settle(image);
    if let Some(profile) = profile {
        color_profile::to_srgb(&mut image, &profile);
    }
    image.apply_orientation(orientation);
    Ok(image)
}

/// Converts to eight bits per channel and drops an alpha channel that is fully opaque.
fn settle(image: DynamicImage) -> DynamicImage {
    use DynamicImage::{ImageLuma8, ImageLumaA8, ImageRgb8, ImageRgba8};
    let image = match image {
        image @ (ImageLuma8(_) | ImageLumaA8(_) | ImageRgb8(_) | ImageRgba8(_)) => image,
        image => match (image.color().has_color(), image.color().has_alpha()) {
            (false, false) => ImageLuma8(image.into_luma8()),
            (false, true) => ImageLumaA8(image.into_luma_alpha8()),
            (true, false) => ImageRgb8(image.into_rgb8()),
            (true, true) => ImageRgba8(image.into_rgba8()),
        },
    };
    match image {
        ImageRgba8(pixels) if pixels.pixels().all(|pixel| pixel[3] == u8::MAX) => {
            ImageRgb8(ImageRgba8(pixels).into_rgb8())
        }
        ImageLumaA8(pixels) if pixels.pixels().all(|pixel| pixel[1] == u8::MAX) => {
            ImageLuma8(ImageLumaA8(pixels).into_luma8())
        }
        image => image,
    }
}

fn refusal(error: &ImageError, limits: &Limits) -> PictureError {
    match error {
        ImageError::Limits(error)
            if matches!(error.kind(), LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory) =>
        {
            PictureError::TooManyPixels(limits.pixels)
        }
        ImageError::Unsupported(_) => PictureError::RareForm,
        _ => PictureError::Broken,
    }
}

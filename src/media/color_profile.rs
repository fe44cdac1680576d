use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts the colors from an ICC profile to sRGB, which browsers assume for a picture without a profile. An unusable
/// profile, or one for gray or for print, is ignored.
pub fn to_srgb(image: &mut DynamicImage, profile: &[u8]) {
    let layout = match image {
        DynamicImage::ImageRgb8(_) => Layout::Rgb,
        DynamicImage::ImageRgba8(_) => Layout::Rgba,
        _ => return,
    };
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
        return;
    };
    let width = image.width() as usize * if layout == Layout::Rgba { 4 } else { 3 };
    let pixels: &mut [u8] = match image {
        DynamicImage::ImageRgb8(pixels) => pixels,
        DynamicImage::ImageRgba8(pixels) => pixels,
        _ => return,
    };
    // The transformation cannot work in place; row by row, the copy of the source is only one row long.
    let mut source = vec![0; width];
    for row in pixels.chunks_exact_mut(width) {
        source.copy_from_slice(row);
        if transform.transform(&source, row).is_err() {
            row.copy_from_slice(&source);
        }
    }
}

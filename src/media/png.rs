//! PNG (ISO/IEC 15948).

use std::collections::HashMap;
use std::io::Cursor;

use image::DynamicImage;
use image::codecs::png::PngDecoder;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::{Limits, decoder};
use crate::model::media::PictureError;

mod repair;

/// Red, green, blue, alpha.
type Color = [u8; 4];

/// Decodes a picture. A slightly damaged one is repaired, as browsers show it.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<DynamicImage, PictureError> {
    let read = |bytes: &[u8]| {
        decoder::read(PngDecoder::with_limits(Cursor::new(bytes), limits.for_png(bytes)), limits, |_| Ok(()))
    };
    match read(bytes) {
        Err(PictureError::Broken) => read(&repair::repair(bytes, limits).ok_or(PictureError::Broken)?),
        decoded => decoded,
    }
}

/// Encodes a picture losslessly. A picture with at most 256 colors, such as a logo or a screenshot, gets a palette.
pub fn encode(image: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::Adaptive);
    let indexed;
    let pixels: &[u8] = match image {
        DynamicImage::ImageLuma8(pixels) => {
            encoder.set_color(ColorType::Grayscale);
            pixels
        }
        DynamicImage::ImageLumaA8(pixels) => {
            encoder.set_color(ColorType::GrayscaleAlpha);
            pixels
        }
        DynamicImage::ImageRgb8(pixels) => match index(pixels.pixels().map(|&image::Rgb([r, g, b])| [r, g, b, 255])) {
            Some((palette, indices)) => {
                paint(&mut encoder, &palette);
                indexed = indices;
                &indexed
            }
            None => {
                encoder.set_color(ColorType::Rgb);
                pixels
            }
        },
        DynamicImage::ImageRgba8(pixels) => match index(pixels.pixels().map(|pixel| pixel.0)) {
            Some((palette, indices)) => {
                paint(&mut encoder, &palette);
                indexed = indices;
                &indexed
            }
            None => {
                encoder.set_color(ColorType::Rgba);
                pixels
            }
        },
        _ => return Err(PictureError::RareForm),
    };
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(pixels)?;
        writer.finish()
    });
    written.map_err(|_| PictureError::Broken)?;
    Ok(bytes)
}

/// Returns the palette and the palette index of each pixel, or `None` if there are more than 256 colors.
fn index(pixels: impl Iterator<Item = Color>) -> Option<(Vec<Color>, Vec<u8>)> {
    let mut palette: Vec<Color> = Vec::new();
    let mut places: HashMap<Color, u8> = HashMap::new();
    let mut indices = Vec::new();
    for color in pixels {
        let place = match places.get(&color) {
            Some(place) => *place,
            None => {
                let place = u8::try_from(palette.len()).ok()?;
                palette.push(color);
                places.insert(color, place);
                place
            }
        };
        indices.push(place);
    }
    Some((palette, indices))
}

fn paint<W: std::io::Write>(encoder: &mut Encoder<'_, W>, palette: &[Color]) {
    encoder.set_color(ColorType::Indexed);
    // Filters help when neighboring values are similar; palette indices are not.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_palette(palette.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
    if palette.iter().any(|color| color[3] != u8::MAX) {
        encoder.set_trns(palette.iter().map(|color| color[3]).collect::<Vec<u8>>());
    }
}

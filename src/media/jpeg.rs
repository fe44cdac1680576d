//! JPEG (ITU-T T.81).

use std::io::Cursor;

use image::DynamicImage;
use image::codecs::jpeg::JpegDecoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Limits, decoder};
use crate::model::media::PictureError;

mod outline;

use outline::Outline;

/// The quality at which differences from the original are barely visible.
const QUALITY: u8 = 87;
/// At most one in this many rows may be missing.
const MISSING: usize = 16;
/// The value with which the decoder fills missing rows.
const FILLER: u8 = 128;

/// Decodes a picture. A truncated file is accepted if only its last rows are missing: cameras and old programs omit the
/// two bytes of the end marker, and browsers show what is there.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<DynamicImage, PictureError> {
    let outline = Outline::read(bytes);
    if !outline.is_ended && !outline.has_all_coefficients() {
        return Err(PictureError::Broken);
    }
    decoder::read(JpegDecoder::new(Cursor::new(bytes)), limits, |image| {
        let is_whole = outline.is_ended || missing_rows(image) * MISSING <= image.height() as usize;
        if is_whole { Ok(()) } else { Err(PictureError::Broken) }
    })
}

/// Counts the last rows that hold only the decoder's filler.
fn missing_rows(image: &DynamicImage) -> usize {
    let pixels = image.as_bytes();
    let row = pixels.len() / (image.height() as usize).max(1);
    pixels.rchunks_exact(row.max(1)).take_while(|row| row.iter().all(|value| *value == FILLER)).count()
}

/// Encodes a picture with [`QUALITY`]. Fails if a side is longer than 65,535 pixels.
pub fn encode(image: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    let (Ok(width), Ok(height)) = (u16::try_from(image.width()), u16::try_from(image.height())) else {
        return Err(PictureError::RareForm);
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    // 4:2:0 chroma subsampling, as cameras use it, and progressive, so that the whole picture shows early.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let written = match image {
        DynamicImage::ImageLuma8(pixels) => encoder.encode(pixels, width, height, ColorType::Luma),
        image => encoder.encode(&image.to_rgb8(), width, height, ColorType::Rgb),
    };
    written.map_err(|_| PictureError::Broken)?;
    Ok(bytes)
}

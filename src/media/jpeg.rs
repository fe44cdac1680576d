//! JPEG (ITU-T T.81).

use image::DynamicImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::model::media::Refusal;

/// Where a difference to the original can just about not be seen.
const QUALITY: u8 = 87;

/// Whether the picture has its end. A decoder fills up with gray what did not arrive, and does not complain.
pub fn is_complete(bytes: &[u8]) -> bool {
    let mut place = 2;
    loop {
        match bytes.get(place..place + 4) {
            // The start of the picture itself: pictures before it are in segments, with ends of their own.
            Some([0xff, 0xda, ..]) => return bytes[place..].windows(2).any(|marker| marker == [0xff, 0xd9]),
            // Any number of these may stand before a marker.
            Some([0xff, 0xff, ..]) => place += 1,
            Some([0xff, 0x01 | 0xd0..=0xd8, ..]) => place += 2,
            Some([0xff, _, high, low]) => place += 2 + usize::from(u16::from_be_bytes([*high, *low])),
            Some(_) => place += 1,
            None => return false,
        }
    }
}

pub fn encode(image: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let (Ok(width), Ok(height)) = (u16::try_from(image.width()), u16::try_from(image.height())) else {
        return Err(Refusal::RareForm);
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    // Half the colors each way, as every camera does, and the whole picture sooner.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let written = match image {
        DynamicImage::ImageLuma8(pixels) => encoder.encode(pixels, width, height, ColorType::Luma),
        image => encoder.encode(&image.to_rgb8(), width, height, ColorType::Rgb),
    };
    written.map_err(|_| Refusal::Broken)?;
    Ok(bytes)
}

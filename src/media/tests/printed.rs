//! CMYK pictures, made for print.

use jpeg_encoder::{ColorType, Encoder};

use super::{UPRIGHT, corners, taken};
use crate::model::media::PictureFormat;

/// Encodes the four quadrants in CMYK, inverted, as Adobe's programs store it and decoders expect.
fn printed(color: ColorType) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..48 {
        for x in 0..64 {
            let [red, green, blue] = UPRIGHT[usize::from(x >= 32) + 2 * usize::from(y >= 24)];
            // Without black, an ink is the complement of its channel.
            pixels.extend([255 - red, 255 - green, 255 - blue, 0]);
        }
    }
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 95).encode(&pixels, 64, 48, color).unwrap();
    bytes
}

#[test]
fn cmyk_is_converted_to_rgb() {
    for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let main = taken(&printed(color)).main;
        assert_eq!((main.kind, main.width, main.height), (PictureFormat::Jpeg, 64, 48));
        assert_eq!(corners(&main.bytes), UPRIGHT, "{color:?}");
    }
}

#[test]
fn a_cmyk_profile_is_ignored() {
    let source = printed(ColorType::Cmyk);
    // Just the header of a profile whose color space is CMYK (ICC.1:2022, section 7.2).
    let mut profile = vec![0; 132];
    profile[16..20].copy_from_slice(b"CMYK");
    profile[36..40].copy_from_slice(b"acsp");
    let segment = [b"ICC_PROFILE\0\x01\x01".to_vec(), profile].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    let source = [&source[..2], &[0xff, 0xe2], &length, &segment, &source[2..]].concat();
    assert_eq!(corners(&taken(&source).main.bytes), UPRIGHT);
}

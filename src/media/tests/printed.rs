//! Pictures made for printing: cyan, magenta, yellow and black in four channels.

use jpeg_encoder::{ColorType, Encoder};

use super::{UPRIGHT, corners, taken};
use crate::model::media::PictureFormat;

/// Four fields of our colors, as inks; stored inverted, as Adobe's programs do and everybody expects.
fn printed(color: ColorType) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..48 {
        for x in 0..64 {
            let [red, green, blue] = UPRIGHT[usize::from(x >= 32) + 2 * usize::from(y >= 24)];
            // Without black, an ink is what its channel lacks.
            pixels.extend([255 - red, 255 - green, 255 - blue, 0]);
        }
    }
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 95).encode(&pixels, 64, 48, color).unwrap();
    bytes
}

#[test]
fn inks_become_the_colors_that_they_print() {
    for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let main = taken(&printed(color)).main;
        assert_eq!((main.kind, main.width, main.height), (PictureFormat::Jpeg, 64, 48));
        assert_eq!(corners(&main.bytes), UPRIGHT, "{color:?}");
    }
}

#[test]
fn a_profile_for_printing_is_left_out() {
    let source = printed(ColorType::Cmyk);
    // A header of a profile whose colors are inks (ICC.1:2022, section 7.2), and nothing more.
    let mut profile = vec![0; 132];
    profile[16..20].copy_from_slice(b"CMYK");
    profile[36..40].copy_from_slice(b"acsp");
    let segment = [b"ICC_PROFILE\0\x01\x01".to_vec(), profile].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    let source = [&source[..2], &[0xff, 0xe2], &length, &segment, &source[2..]].concat();
    assert_eq!(corners(&taken(&source).main.bytes), UPRIGHT);
}

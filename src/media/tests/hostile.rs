use image::ImageFormat;

use super::{fields, file, refused};
use crate::media::{Limits, recognize, take_in};
use crate::model::media::{Kind, Refusal};

/// A PNG of a few bytes that announces a picture of this size.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut source = file(&fields(8, 8), ImageFormat::Png);
    source[16..20].copy_from_slice(&width.to_be_bytes());
    source[20..24].copy_from_slice(&height.to_be_bytes());
    // The sum that follows a chunk is right, so that nothing but the size is wrong (ISO/IEC 15948, annex D).
    let sum = !source[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    });
    source[29..33].copy_from_slice(&sum.to_be_bytes());
    source
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_by_its_header() {
    let limit = Limits::default().pixels;
    assert_eq!(refused(&bomb(60_000, 60_000)), Refusal::TooManyPixels(limit));
    assert_eq!(refused(&bomb(u32::MAX / 2, u32::MAX / 2)), Refusal::TooManyPixels(limit));
    let limits = Limits { pixels: 1000, ..Limits::default() };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let source = file(&fields(40, 40), format);
        assert_eq!(take_in(&source, &limits), Err(Refusal::TooManyPixels(1000)), "{format:?}");
    }
    let avif = include_bytes!("../../../tests/fixtures/pictures/quarters.avif");
    assert_eq!(take_in(avif, &limits), Err(Refusal::TooManyPixels(1000)));
}

#[test]
fn a_file_of_too_many_bytes_or_none_is_not_looked_at() {
    let source = file(&fields(40, 40), ImageFormat::Png);
    let limits = Limits { bytes: 100, ..Limits::default() };
    assert_eq!(take_in(&source, &limits), Err(Refusal::TooLarge(100)));
    assert_eq!(refused(b""), Refusal::Empty);
}

#[test]
fn half_a_file_is_broken_at_every_length() {
    let speckled = image::RgbImage::from_fn(60, 60, |x, y| image::Rgb([(x * y) as u8, (x * 5) as u8, (y * 3) as u8]));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let source = file(&speckled, format);
        for part in 1..8 {
            let half = &source[..source.len() * part / 8];
            assert_eq!(refused(half), Refusal::Broken, "{format:?} {part}/8");
        }
    }
    let avif = include_bytes!("../../../tests/fixtures/pictures/quarters.avif");
    for part in 1..8 {
        assert_eq!(refused(&avif[..avif.len() * part / 8]), Refusal::Broken, "{part}/8");
    }
}

#[test]
fn a_flipped_bit_breaks_nothing_but_the_picture() {
    let avif = include_bytes!("../../../tests/fixtures/pictures/opacity.avif").to_vec();
    let webp = include_bytes!("../../../tests/fixtures/pictures/moving.webp").to_vec();
    let drawn = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif]
        .map(|format| file(&fields(16, 16), format));
    let limits = Limits { pixels: 100_000, moving_pixels: 500_000, ..Limits::default() };
    for source in drawn.iter().chain([&avif, &webp]) {
        for place in (0..source.len()).step_by(source.len() / 60 + 1) {
            let mut changed = source.clone();
            changed[place] ^= 1 << (place % 8);
            // Whatever it answers, it answers.
            let _ = take_in(&changed, &limits);
        }
    }
}

#[test]
fn the_content_counts_and_not_the_name() {
    assert_eq!(refused(b"just words, called photo.jpg"), Refusal::UnknownKind);
    assert_eq!(refused(b"<!DOCTYPE html><html><body><svg/></body></html>"), Refusal::UnknownKind);
    assert_eq!(refused(b"MZ\x90\0\x03"), Refusal::UnknownKind);
    assert_eq!(refused(b"%PDF-1.7"), Refusal::UnknownKind);
    assert_eq!(refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Refusal::UnknownKind);
    assert_eq!(recognize(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf"), Some(Kind::Avif));
    assert_eq!(recognize(b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- x -->\n<svg/>"), Some(Kind::Svg));
}

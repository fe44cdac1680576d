use image::ImageFormat;

use super::{fields, file, refused};
use crate::media::{Limits, detect_format, take_in};
use crate::model::media::{PictureError, PictureFormat, UnsupportedFormat};

/// Returns a PNG of a few bytes whose header announces a picture of this size.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut source = file(&fields(8, 8), ImageFormat::Png);
    source[16..20].copy_from_slice(&width.to_be_bytes());
    source[20..24].copy_from_slice(&height.to_be_bytes());
    // The chunk's checksum is correct, so that only the size is wrong (ISO/IEC 15948, annex D).
    let sum = !source[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    });
    source[29..33].copy_from_slice(&sum.to_be_bytes());
    source
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_by_its_header() {
    let limit = Limits::default().pixels;
    assert_eq!(refused(&bomb(60_000, 60_000)), PictureError::TooManyPixels(limit));
    assert_eq!(refused(&bomb(u32::MAX / 2, u32::MAX / 2)), PictureError::TooManyPixels(limit));
    let limits = Limits { pixels: 1000, ..Limits::default() };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let source = file(&fields(40, 40), format);
        assert_eq!(take_in(&source, &limits), Err(PictureError::TooManyPixels(1000)), "{format:?}");
    }
}

#[test]
fn a_file_that_is_too_large_or_empty_is_not_decoded() {
    let source = file(&fields(40, 40), ImageFormat::Png);
    let limits = Limits { bytes: 100, ..Limits::default() };
    assert_eq!(take_in(&source, &limits), Err(PictureError::TooLarge(100)));
    assert_eq!(refused(b""), PictureError::Empty);
}

#[test]
fn a_truncated_file_is_broken_at_every_length() {
    let speckled = image::RgbImage::from_fn(60, 60, |x, y| image::Rgb([(x * y) as u8, (x * 5) as u8, (y * 3) as u8]));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let source = file(&speckled, format);
        for part in 1..8 {
            let half = &source[..source.len() * part / 8];
            assert_eq!(refused(half), PictureError::Broken, "{format:?} {part}/8");
        }
    }
}

#[test]
fn a_flipped_bit_causes_no_panic() {
    let apng = super::moving::moving_png();
    let webp = include_bytes!("../../../tests/fixtures/pictures/moving.webp").to_vec();
    let drawn = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif]
        .map(|format| file(&fields(16, 16), format));
    let limits = Limits { pixels: 100_000, moving_pixels: 500_000, frames: 100, ..Limits::default() };
    for source in drawn.iter().chain([&apng, &webp]) {
        for place in (0..source.len()).step_by(source.len() / 60 + 1) {
            let mut changed = source.clone();
            changed[place] ^= 1 << (place % 8);
            // Any result is fine as long as it returns.
            let _ = take_in(&changed, &limits);
        }
    }
}

#[test]
fn the_format_is_detected_by_content_not_by_name() {
    assert_eq!(refused(b"just words, called photo.jpg"), PictureError::UnknownKind);
    assert_eq!(refused(b"MZ\x90\0\x03"), PictureError::UnknownKind);
    assert_eq!(detect_format(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf"), Some(PictureFormat::Avif));
    assert_eq!(detect_format(b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- x -->\n<svg/>"), Some(PictureFormat::Svg));
}

#[test]
fn unsupported_formats_are_named() {
    use UnsupportedFormat as Format;
    let avif = include_bytes!("../../../tests/fixtures/pictures/quarters.avif");
    for (start, format) in [
        (avif.as_slice(), Format::Avif),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", Format::Avif),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Format::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heix", Format::Heic),
        (b"\0\0\0\x14ftypisom\0\0\0\0mp42", Format::Video),
        (b"\x1a\x45\xdf\xa3\x01", Format::Video),
        (b"\xff\x0a\xfa\x1f", Format::JpegXl),
        (b"\0\0\0\x0cJXL \r\n\x87\n", Format::JpegXl),
        (b"\0\0\0\x0cjP  \r\n\x87\n", Format::Jpeg2000),
        (b"II*\0\x08\0\0\0", Format::Tiff),
        (b"MM\0*\0\0\0\x08", Format::Tiff),
        (b"BM\x46\0\0\0", Format::Bmp),
        (b"\0\0\x01\0\x01\0", Format::Ico),
        (b"8BPS\0\x01", Format::Photoshop),
        (b"%PDF-1.7", Format::Pdf),
        (b"%!PS-Adobe-3.0 EPSF-3.0", Format::PostScript),
        (b"\x1f\x8b\x08\0", Format::Gzip),
        (b"PK\x03\x04", Format::Zip),
        (b"<!DOCTYPE html><html><body><svg/></body></html>", Format::WebPage),
        (b"\xef\xbb\xbf\n<HTML><title>404</title>", Format::WebPage),
    ] {
        assert_eq!(refused(start), PictureError::Unsupported(format), "{}", start.escape_ascii());
    }
}

#[test]
fn a_small_file_with_too_many_frames_is_rejected() {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 1, 1, &[0, 0, 0, 255, 255, 255]).unwrap();
    for _ in 0..60 {
        encoder.write_frame(&gif::Frame::from_indexed_pixels(1, 1, vec![0], None)).unwrap();
    }
    drop(encoder);
    let limits = Limits { frames: 50, ..Limits::default() };
    assert_eq!(take_in(&bytes, &limits), Err(PictureError::TooManyFrames(50)));
    let limits = Limits { frames: 2, ..Limits::default() };
    assert_eq!(take_in(&super::moving::moving_png(), &limits), Err(PictureError::TooManyFrames(2)));
}

#[test]
fn output_of_an_animated_picture_is_bounded() {
    let limits = Limits { bytes: 700, ..Limits::default() };
    let apng = super::moving::moving_png();
    let gif = super::moving::moving_gif();
    assert!(apng.len() < 700 && gif.len() < 700, "{} {}", apng.len(), gif.len());
    let limits = Limits { bytes: apng.len() as u64, ..limits };
    assert!(take_in(&apng, &limits).is_ok_and(|picture| picture.main.bytes.len() <= apng.len()));
}

#[test]
fn a_small_picture_does_not_unpack_to_a_large_profile() {
    let mut profile = Vec::new();
    let mut encoder = flate2::write::ZlibEncoder::new(&mut profile, flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, &vec![0; 100 << 20]).unwrap();
    encoder.finish().unwrap();
    let mut bytes = Vec::new();
    let mut writer = png::Encoder::new(&mut bytes, 1, 1).write_header().unwrap();
    writer.write_chunk(png::chunk::iCCP, &[b"a\0\0".to_vec(), profile].concat()).unwrap();
    writer.write_image_data(&[255]).unwrap();
    writer.finish().unwrap();
    let main = super::taken(&bytes).main;
    assert_eq!((main.width, main.height), (1, 1), "a profile that cannot be read is left out");
}

#[test]
fn output_of_a_drawing_is_bounded() {
    let svg = format!("<svg><rect/><text>{}</text></svg>", "\"".repeat(1000));
    let limits = Limits { bytes: 2000, ..Limits::default() };
    assert_eq!(take_in(svg.as_bytes(), &limits), Err(PictureError::TooLarge(2000)));
}

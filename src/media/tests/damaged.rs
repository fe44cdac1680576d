//! Slightly damaged files, which browsers show, and files with too much damage.

use image::{ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::moving::moving_gif;
use super::{RED, UPRIGHT, corners, fields, file, refused, taken};
use crate::model::media::PictureError;

fn jpeg(image: &RgbImage, is_progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(is_progressive);
    encoder.encode(image, image.width() as u16, image.height() as u16, ColorType::Rgb).unwrap();
    bytes
}

/// A picture in which every row of blocks takes bytes.
fn speckled(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = x.wrapping_mul(374_761_393) ^ y.wrapping_mul(668_265_263);
        image::Rgb([(noise >> 24) as u8, (noise >> 16) as u8, (noise >> 8) as u8])
    })
}

#[test]
fn a_jpeg_without_end_marker_is_accepted() {
    for is_progressive in [false, true] {
        let whole = jpeg(&fields(64, 48), is_progressive);
        let cut = &whole[..whole.len() - 2];
        let expected = taken(&whole).main;
        for tail in [vec![], vec![0; 110], vec![0xff], vec![0xff, 0], b"\r\nOLYMPUS".to_vec()] {
            let source = [cut, &tail].concat();
            let main = taken(&source).main;
            assert_eq!(corners(&main.bytes), UPRIGHT, "{is_progressive} {tail:?}");
            assert_eq!(main, expected, "{is_progressive} {tail:?}: every pixel is there");
        }
    }
}

#[test]
fn a_jpeg_may_lack_only_its_last_rows() {
    let whole = jpeg(&speckled(160, 640), false);
    for (part, is_taken) in [(990, true), (965, true), (850, false), (500, false), (100, false)] {
        let source = &whole[..whole.len() * part / 1000];
        assert_eq!(crate::media::take_in(source, &super::Limits::default()).is_ok(), is_taken, "{part}/1000");
    }
    let progressive = jpeg(&speckled(160, 640), true);
    for (part, is_taken) in [(995, true), (500, false), (100, false)] {
        let source = &progressive[..progressive.len() * part / 1000];
        assert_eq!(crate::media::take_in(source, &super::Limits::default()).is_ok(), is_taken, "{part}/1000");
    }
}

#[test]
fn a_jpeg_with_a_wrong_byte_is_accepted() {
    for is_progressive in [false, true] {
        let whole = jpeg(&speckled(160, 160), is_progressive);
        let scan = whole.windows(2).position(|marker| marker == [0xff, 0xda]).unwrap() + 20;
        // Neither part of a marker nor turned into one.
        let is_plain = |place: &usize| whole[place - 1..place + 2].iter().all(|byte| ![0xff, 0xef].contains(byte));
        let markers: Vec<_> = whole.windows(2).map(|pair| pair[0] == 0xff && pair[1] != 0).collect();
        let is_scan = |place: &usize| !markers[place - 20..=*place].contains(&true);
        for place in (scan..whole.len() - 2).step_by(whole.len() / 50).filter(is_plain).filter(is_scan) {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x10;
            let main = taken(&damaged).main;
            assert_eq!((main.width, main.height), (160, 160), "{is_progressive} {place}");
        }
    }
}

/// Returns a PNG file in chunks.
fn png_chunks(image: &RgbImage) -> Vec<Vec<u8>> {
    let whole = file(image, ImageFormat::Png);
    let mut rest = &whole[8..];
    let mut chunks = vec![whole[..8].to_vec()];
    while let Some(length) = rest.first_chunk::<4>() {
        let (chunk, after) = rest.split_at(12 + u32::from_be_bytes(*length) as usize);
        chunks.push(chunk.to_vec());
        rest = after;
    }
    chunks
}

#[test]
fn a_png_without_end_or_with_wrong_checksums_is_accepted() {
    let chunks = png_chunks(&fields(64, 48));
    let expected = taken(&chunks.concat()).main;
    let without_end = chunks[..chunks.len() - 1].concat();
    let mut wrong = chunks.clone();
    for chunk in &mut wrong[2..] {
        let end = chunk.len() - 1;
        chunk[end] ^= 1;
    }
    for source in [
        without_end.clone(),
        without_end[..without_end.len() - 3].to_vec(),
        [chunks.concat(), b"junk".to_vec()].concat(),
        [&chunks[..2].concat(), &b"\0\0\0\x02tEXta\0oops"[..], &chunks[2..].concat()].concat(),
        wrong.concat(),
    ] {
        assert_eq!(taken(&source).main, expected);
    }
}

#[test]
fn a_png_may_lack_only_its_last_rows() {
    let whole = png_chunks(&speckled(160, 320)).concat();
    for (part, is_taken) in [(99, true), (97, true), (90, false), (50, false), (1, false)] {
        let source = &whole[..whole.len() * part / 100];
        assert_eq!(crate::media::take_in(source, &super::Limits::default()).is_ok(), is_taken, "{part}/100");
    }
}

#[test]
fn a_gif_without_trailer_is_accepted() {
    let whole = file(&fields(64, 48), ImageFormat::Gif);
    for cut in [1, 2] {
        assert_eq!(corners(&taken(&whole[..whole.len() - cut]).main.bytes), UPRIGHT, "{cut}");
    }
    for tail in [&b"\0\0\0"[..], b"\r\n", b"<html>"] {
        let without_end = &whole[..whole.len() - 1];
        assert_eq!(corners(&taken(&[without_end, tail].concat()).main.bytes), UPRIGHT, "{tail:?}");
    }
}

#[test]
fn a_truncated_animated_gif_keeps_its_complete_frames() {
    let whole = moving_gif();
    let main = taken(&whole[..whole.len() - 6]).main;
    let mut decoder = gif::DecodeOptions::new().read_info(&main.bytes[..]).unwrap();
    let mut frames = 0;
    while decoder.read_next_frame().unwrap().is_some() {
        frames += 1;
    }
    assert_eq!((frames, main.bytes.last()), (2, Some(&0x3b)));
}

#[test]
fn a_gif_may_lack_only_its_last_rows() {
    for is_interlaced in [false, true] {
        let pixels = speckled(160, 320).pixels().map(|pixel| pixel[0]).collect::<Vec<_>>();
        let palette = (0..=255).flat_map(|value| [value; 3]).collect::<Vec<u8>>();
        let mut whole = Vec::new();
        let mut encoder = gif::Encoder::new(&mut whole, 160, 320, &palette).unwrap();
        let mut frame = gif::Frame::from_indexed_pixels(160, 320, pixels, None);
        frame.interlaced = is_interlaced;
        encoder.write_frame(&frame).unwrap();
        drop(encoder);
        let main = taken(&whole[..whole.len() * 98 / 100]).main;
        assert_eq!((main.width, main.height), (160, 320));
        assert_eq!(refused(&whole[..whole.len() * 85 / 100]), PictureError::Broken);
    }
}

#[test]
fn a_frame_larger_than_the_gif_canvas_enlarges_it() {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 64, 48, &[250, 10, 10, 10, 10, 250]).unwrap();
    encoder.write_frame(&gif::Frame::from_indexed_pixels(64, 48, vec![0; 64 * 48], None)).unwrap();
    let mut frame = gif::Frame::from_indexed_pixels(64, 48, vec![1; 64 * 48], None);
    (frame.left, frame.top) = (40, 30);
    encoder.write_frame(&frame).unwrap();
    drop(encoder);
    let main = taken(&bytes).main;
    assert_eq!((main.width, main.height), (64, 48));
    assert_eq!(corners(&main.bytes), [RED; 4], "the first frame");
    // The canvas is smaller than the first frame.
    bytes[6..10].copy_from_slice(&[10, 0, 10, 0]);
    let main = taken(&bytes).main;
    assert_eq!((main.width, main.height), (64, 48));
}

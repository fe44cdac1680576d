use image::{AnimationDecoder, ImageFormat};

use super::{UPRIGHT, contains, corners, fields, file, refused, taken};
use crate::media::{Limits, take_in};
use crate::model::media::{PictureError, PictureFormat};

pub fn moving_gif() -> Vec<u8> {
    let palette = [250, 10, 10, 10, 10, 250];
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 20, 10, &palette).unwrap();
    encoder.set_repeat(gif::Repeat::Finite(3)).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xfe), &[b"SECRET"]).unwrap();
    for color in [0, 1, 0] {
        let mut frame = gif::Frame::from_indexed_pixels(20, 10, vec![color; 200], None);
        frame.delay = 7;
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    bytes
}

/// A PNG of three frames with a comment. The second frame covers only a part.
pub fn moving_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 20, 10);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_animated(3, 2).unwrap();
    encoder.add_text_chunk("Comment".to_owned(), "SECRET".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for (color, (width, height), (x, y)) in
        [([250, 10, 10, 255], (20, 10), (0, 0)), ([10, 10, 250, 9], (6, 4), (3, 5)), ([9, 9, 9, 255], (20, 10), (0, 0))]
    {
        writer.set_frame_position(0, 0).unwrap();
        writer.set_frame_dimension(width, height).unwrap();
        writer.set_frame_position(x, y).unwrap();
        writer.set_frame_delay(3, 20).unwrap();
        writer.set_blend_op(png::BlendOp::Over).unwrap();
        writer.set_dispose_op(png::DisposeOp::Previous).unwrap();
        writer.write_image_data(&color.repeat((width * height) as usize)).unwrap();
    }
    writer.finish().unwrap();
    [&bytes[..], b"SECRET"].concat()
}

/// Returns the position, delay and color of each frame of a PNG.
fn frames_of_png(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let still = u32::from(reader.info().frame_control.is_none());
    let count = still + reader.info().animation_control.unwrap().num_frames;
    (0..count)
        .map(|_| {
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let frame = reader.next_frame(&mut pixels).unwrap();
            pixels.truncate(frame.buffer_size());
            (format!("{:?}", reader.info().frame_control), pixels)
        })
        .collect()
}

#[test]
fn an_animated_png_keeps_its_animation_and_loses_comments() {
    let source = moving_png();
    assert!(contains(&source, b"SECRET"));
    let picture = taken(&source);
    assert!(picture.widths.is_empty() && !contains(&picture.main.bytes, b"SECRET"));
    assert_eq!((picture.main.kind, picture.main.width, picture.main.height), (PictureFormat::Png, 20, 10));
    assert_eq!(frames_of_png(&picture.main.bytes), frames_of_png(&source));
    let again = taken(&picture.main.bytes);
    assert_eq!(again.main, picture.main);
}

#[test]
fn an_animated_png_of_any_depth_keeps_its_frames() {
    use png::{BitDepth, ColorType};
    let all = [
        (ColorType::Grayscale, BitDepth::One, 3),
        (ColorType::Grayscale, BitDepth::Sixteen, 40),
        (ColorType::Indexed, BitDepth::Two, 5),
        (ColorType::Rgb, BitDepth::Eight, 60),
        (ColorType::GrayscaleAlpha, BitDepth::Sixteen, 80),
    ];
    for (color, depth, row) in all {
        for has_still in [false, true] {
            let mut bytes = Vec::new();
            let mut encoder = png::Encoder::new(&mut bytes, 20, 10);
            encoder.set_color(color);
            encoder.set_depth(depth);
            if color == ColorType::Indexed {
                encoder.set_palette(vec![1, 2, 3, 200, 100, 0, 9, 8, 7]);
                encoder.set_trns(vec![255, 0, 255]);
            }
            encoder.set_animated(2, 0).unwrap();
            encoder.set_sep_def_img(has_still).unwrap();
            let mut writer = encoder.write_header().unwrap();
            for number in 0..2 + u8::from(has_still) {
                writer.write_image_data(&vec![0b0101_0101 * number.min(1); row * 10]).unwrap();
            }
            writer.finish().unwrap();
            let main = taken(&bytes).main;
            assert_eq!(frames_of_png(&main.bytes), frames_of_png(&bytes), "{color:?} {depth:?} {has_still}");
        }
    }
}

#[test]
fn a_truncated_animated_png_keeps_its_complete_frames() {
    let source = moving_png();
    let frames = frames_of_png(&source);
    let last = source.windows(4).rposition(|name| name == b"fdAT").unwrap();
    let main = taken(&source[..last + 8]).main;
    assert_eq!(frames_of_png(&main.bytes), frames[..2]);
    assert_eq!(
        refused(&source[..source.windows(4).position(|name| name == b"IDAT").unwrap() + 8]),
        PictureError::Broken
    );
}

#[test]
fn an_animated_gif_keeps_its_animation_and_loses_comments() {
    let source = moving_gif();
    assert!(contains(&source, b"SECRET"));
    let picture = taken(&source);
    assert!(picture.widths.is_empty() && !contains(&picture.main.bytes, b"SECRET"));
    assert_eq!((picture.main.kind, picture.main.width, picture.main.height), (PictureFormat::Gif, 20, 10));
    let mut decoder = gif::DecodeOptions::new().read_info(&picture.main.bytes[..]).unwrap();
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        frames.push((frame.delay, frame.buffer[0]));
    }
    assert_eq!(frames, [(7, 0), (7, 1), (7, 0)]);
    assert_eq!(decoder.repeat(), gif::Repeat::Finite(3));
}

#[test]
fn a_still_gif_gets_smaller_versions() {
    let speckled =
        image::RgbImage::from_fn(700, 90, |x, y| image::Rgb([(x * 31 % 7 * 30) as u8, (y * 17 % 5 * 50) as u8, 0]));
    let picture = taken(&file(&speckled, ImageFormat::Gif));
    assert_eq!(picture.main.kind, PictureFormat::Gif);
    assert!(picture.widths.iter().all(|file| file.kind == PictureFormat::WebP && file.width < 700));
    assert_eq!(corners(&taken(&file(&fields(30, 20), ImageFormat::Gif)).main.bytes), UPRIGHT);
}

#[test]
fn an_animated_webp_keeps_only_its_frames() {
    let source = include_bytes!("../../../tests/fixtures/pictures/moving.webp");
    assert!(contains(source, b"SECRET"));
    let picture = taken(source);
    assert!(picture.widths.is_empty() && !contains(&picture.main.bytes, b"SECRET"));
    assert_eq!((picture.main.kind, picture.main.width, picture.main.height), (PictureFormat::WebP, 40, 30));
    let frames = |bytes: &[u8]| {
        let decoder = image::codecs::webp::WebPDecoder::new(std::io::Cursor::new(bytes)).unwrap();
        decoder
            .into_frames()
            .collect_frames()
            .unwrap()
            .into_iter()
            .map(|frame| (frame.delay(), frame.into_buffer()))
            .collect::<Vec<_>>()
    };
    assert_eq!(frames(&picture.main.bytes), frames(source));
    assert_eq!(refused(&source[..source.len() / 2]), PictureError::Broken);
}

#[test]
fn too_many_total_pixels_are_rejected() {
    let limits = Limits { moving_pixels: 500, ..Limits::default() };
    assert_eq!(take_in(&moving_gif(), &limits), Err(PictureError::TooLong(500)));
    let webp = include_bytes!("../../../tests/fixtures/pictures/moving.webp");
    assert_eq!(take_in(webp, &limits), Err(PictureError::TooLong(500)));
    assert_eq!(take_in(&moving_png(), &limits), Err(PictureError::TooLong(500)));
}

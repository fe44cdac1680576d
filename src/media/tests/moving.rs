use image::{AnimationDecoder, ImageFormat};

use super::{UPRIGHT, contains, corners, fields, file, refused, taken};
use crate::media::{Limits, take_in};
use crate::model::media::{Kind, Refusal};

fn moving_gif() -> Vec<u8> {
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

#[test]
fn a_moving_gif_moves_on_and_loses_its_comments() {
    let source = moving_gif();
    assert!(contains(&source, b"SECRET"));
    let picture = taken(&source);
    assert!(picture.widths.is_empty() && !contains(&picture.main.bytes, b"SECRET"));
    assert_eq!((picture.main.kind, picture.main.width, picture.main.height), (Kind::Gif, 20, 10));
    let mut decoder = gif::DecodeOptions::new().read_info(&picture.main.bytes[..]).unwrap();
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        frames.push((frame.delay, frame.buffer[0]));
    }
    assert_eq!(frames, [(7, 0), (7, 1), (7, 0)]);
    assert_eq!(decoder.repeat(), gif::Repeat::Finite(3));
}

#[test]
fn a_still_gif_has_widths() {
    let speckled =
        image::RgbImage::from_fn(700, 90, |x, y| image::Rgb([(x * 31 % 7 * 30) as u8, (y * 17 % 5 * 50) as u8, 0]));
    let picture = taken(&file(&speckled, ImageFormat::Gif));
    assert_eq!(picture.main.kind, Kind::Gif);
    assert!(picture.widths.iter().all(|file| file.kind == Kind::WebP && file.width < 700));
    assert_eq!(corners(&taken(&file(&fields(30, 20), ImageFormat::Gif)).main.bytes), UPRIGHT);
}

#[test]
fn a_moving_webp_keeps_its_frames_and_nothing_else() {
    let source = include_bytes!("../../../tests/fixtures/pictures/moving.webp");
    assert!(contains(source, b"SECRET"));
    let picture = taken(source);
    assert!(picture.widths.is_empty() && !contains(&picture.main.bytes, b"SECRET"));
    assert_eq!((picture.main.kind, picture.main.width, picture.main.height), (Kind::WebP, 40, 30));
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
    assert_eq!(refused(&source[..source.len() / 2]), Refusal::Broken);
}

#[test]
fn a_film_is_too_long() {
    let limits = Limits { moving_pixels: 500, ..Limits::default() };
    assert_eq!(take_in(&moving_gif(), &limits), Err(Refusal::TooLong(500)));
    let webp = include_bytes!("../../../tests/fixtures/pictures/moving.webp");
    assert_eq!(take_in(webp, &limits), Err(Refusal::TooLong(500)));
}

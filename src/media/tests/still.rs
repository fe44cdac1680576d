use image::ImageFormat;

use super::{BLUE, GREEN, RED, UPRIGHT, WHITE, contains, corners, fields, file, taken};
use crate::media::{detect_format, take_in};
use crate::model::media::PictureFormat;

/// A JPEG with an orientation, a location and an artist in its Exif data.
fn located() -> Vec<u8> {
    let plain = file(&fields(64, 32), ImageFormat::Jpeg);
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    // TIFF 6.0: a header, a directory with artist, orientation and GPS pointer, and a GPS directory.
    let tiff = [
        b"II*\0\x08\0\0\0".to_vec(),
        3_u16.to_le_bytes().to_vec(),
        entry(0x0112, 3, 1, 6),
        entry(0x013b, 2, 8, 68),
        entry(0x8825, 4, 1, 50),
        0_u32.to_le_bytes().to_vec(),
        1_u16.to_le_bytes().to_vec(),
        entry(0x0001, 2, 2, u32::from(b'N')),
        0_u32.to_le_bytes().to_vec(),
        b"SECRET!\0".to_vec(),
    ]
    .concat();
    let segment = [b"Exif\0\0".to_vec(), tiff].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &segment, b"\xff\xfe\0\x08SECRET", &plain[2..], b"SECRET"].concat()
}

#[test]
fn orientation_is_applied_and_the_location_removed() {
    let source = located();
    assert_eq!(corners(&source), UPRIGHT, "as it is stored");
    let picture = taken(&source);
    assert_eq!((picture.main.kind, picture.main.width, picture.main.height), (PictureFormat::Jpeg, 32, 64));
    assert_eq!(corners(&picture.main.bytes), [WHITE, RED, GREEN, BLUE], "a quarter with the clock");
    assert!(!contains(&picture.main.bytes, b"Exif") && !contains(&picture.main.bytes, b"SECRET"));
}

#[test]
fn every_format_keeps_its_format_and_content() {
    let kinds = [
        (ImageFormat::Jpeg, PictureFormat::Jpeg),
        (ImageFormat::Png, PictureFormat::Png),
        (ImageFormat::WebP, PictureFormat::WebP),
        (ImageFormat::Gif, PictureFormat::Gif),
    ];
    for (format, kind) in kinds {
        let source = file(&fields(48, 32), format);
        assert_eq!(detect_format(&source), Some(kind));
        let main = taken(&source).main;
        assert_eq!((main.kind, main.width, main.height), (kind, 48, 32));
        assert_eq!(detect_format(&main.bytes), Some(kind));
        assert_eq!(corners(&main.bytes), UPRIGHT, "{kind:?}");
    }
}

#[test]
fn transparency_is_kept() {
    let glass = image::RgbaImage::from_fn(400, 10, |x, _| image::Rgba([90, 90, 90, (x % 256) as u8]));
    let mut source = std::io::Cursor::new(Vec::new());
    glass.write_to(&mut source, ImageFormat::Png).unwrap();
    let main = taken(source.get_ref()).main;
    assert_eq!(image::load_from_memory(&main.bytes).unwrap().into_rgba8(), glass, "a palette loses nothing");
}

#[test]
fn a_picture_of_few_colors_stays_small() {
    let picture = fields(700, 500);
    let main = taken(&file(&picture, ImageFormat::Png)).main;
    assert!(main.bytes.len() < 2500, "{main:?}");
    assert_eq!(image::load_from_memory(&main.bytes).unwrap().into_rgb8(), picture);
}

#[test]
fn sixteen_bits_become_eight() {
    let deep = image::ImageBuffer::from_fn(300, 4, |x, _| image::Rgb([x as u16 * 200, 0, 65_535]));
    let mut source = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb16(deep).write_to(&mut source, ImageFormat::Png).unwrap();
    let main = taken(source.get_ref()).main;
    let image = image::load_from_memory(&main.bytes).unwrap();
    assert_eq!(image.color(), image::ColorType::Rgb8);
    assert_eq!(image.into_rgb8().get_pixel(299, 0).0, [233, 0, 255]);
}

#[test]
fn wide_gamut_colors_are_converted_to_srgb() {
    let mut encoder_output = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut encoder_output, 100);
    encoder.add_icc_profile(&moxcms::ColorProfile::new_display_p3().encode().unwrap()).unwrap();
    let pixels = [200, 120, 80].repeat(32 * 32);
    encoder.encode(&pixels, 32, 32, jpeg_encoder::ColorType::Rgb).unwrap();
    let main = taken(&encoder_output).main;
    assert!(!contains(&main.bytes, b"ICC_PROFILE"));
    // (200, 120, 80) in Display P3 is about (211, 117, 71) in sRGB.
    let [red, green, blue] = image::load_from_memory(&main.bytes).unwrap().into_rgb8().get_pixel(16, 16).0;
    assert!(red.abs_diff(211) < 5 && green.abs_diff(117) < 5 && blue.abs_diff(71) < 5, "{red} {green} {blue}");
}

#[test]
fn widths_are_smaller_than_the_picture_and_in_proportion() {
    // Noise, so that the smaller files pay off.
    let picture =
        image::RgbImage::from_fn(1000, 250, |x, y| image::Rgb([(x * x * y % 251) as u8, (x * y * y % 241) as u8, 90]));
    let picture = taken(&file(&picture, ImageFormat::Png));
    let sizes: Vec<_> = picture.widths.iter().map(|file| (file.kind, file.width, file.height)).collect();
    assert_eq!(
        sizes,
        [(PictureFormat::WebP, 320, 80), (PictureFormat::WebP, 640, 160), (PictureFormat::WebP, 960, 240)]
    );
    for file in &picture.widths {
        let image = image::load_from_memory(&file.bytes).unwrap();
        assert_eq!((image.width(), image.height()), (file.width, file.height));
    }
    assert!(taken(&file(&fields(320, 200), ImageFormat::Png)).widths.is_empty());
}

#[test]
fn processing_a_lossless_result_again_changes_nothing() {
    let limits = crate::media::Limits::default();
    for format in [ImageFormat::Png, ImageFormat::Gif] {
        let once = taken(&file(&fields(40, 30), format));
        assert_eq!(take_in(&once.main.bytes, &limits).unwrap(), once);
    }
}

//! The test pictures have four quadrants in four colors, so that a misplaced or rotated quadrant is noticed.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{Limits, Picture, take_in};
use crate::model::media::PictureError;

mod damaged;
mod drawings;
mod hostile;
mod moving;
mod printed;
mod still;

const RED: [u8; 3] = [250, 10, 10];
const BLUE: [u8; 3] = [10, 10, 250];
const WHITE: [u8; 3] = [250, 250, 250];
const GREEN: [u8; 3] = [10, 250, 10];

/// Red and blue above white and green: the expected quadrants of an upright picture.
const UPRIGHT: [[u8; 3]; 4] = [RED, BLUE, WHITE, GREEN];

fn fields(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, y| Rgb(UPRIGHT[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)]),
    )
}

fn file(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image.clone()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn taken(bytes: &[u8]) -> Picture {
    take_in(bytes, &Limits::default()).unwrap()
}

fn refused(bytes: &[u8]) -> PictureError {
    take_in(bytes, &Limits::default()).unwrap_err()
}

/// Returns the nearest test color in the middle of each quadrant: top left, top right, bottom left, bottom right.
fn corners(bytes: &[u8]) -> [[u8; 3]; 4] {
    let image = image::load_from_memory(bytes).unwrap().into_rgb8();
    let (right, low) = (image.width() * 3 / 4, image.height() * 3 / 4);
    let (left, high) = (image.width() / 4, image.height() / 4);
    [(left, high), (right, high), (left, low), (right, low)].map(|(x, y)| {
        let pixel = image.get_pixel(x, y).0;
        let distance = |color: &[u8; 3]| color.iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(b))).sum::<u32>();
        let nearest = UPRIGHT.into_iter().min_by_key(distance).unwrap();
        assert!(distance(&nearest) < 60, "{pixel:?} is none of our colors");
        nearest
    })
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

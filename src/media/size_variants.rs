use fast_image_resize::Resizer;
use image::DynamicImage;

use super::{File, webp};
use crate::model::media::{PictureError, PictureFormat};

/// In pixels: a phone, a phone with small pixels, a column of text, a screen, a large one.
const WIDTHS: [u32; 5] = [320, 640, 960, 1280, 1920];

/// Makes the picture smaller, once for each width below its own, narrowest first. A file that is no smaller than the
/// picture it stands for is not worth having.
pub fn resize(image: &DynamicImage, main: &File) -> Result<Vec<File>, PictureError> {
    let mut files = Vec::new();
    let mut resizer = Resizer::new();
    let mut smaller: Option<DynamicImage> = None;
    for width in WIDTHS.into_iter().rev().filter(|width| *width < image.width()) {
        // Each is made from the one before: a large picture is read once.
        let source = smaller.as_ref().unwrap_or(image);
        let height = scale(image.height(), width, image.width());
        let mut target = DynamicImage::new(width, height, image.color());
        resizer.resize(source, &mut target, None).map_err(|_| PictureError::Broken)?;
        if webp::fits(&target) {
            let bytes = webp::encode(&target, webp::RESIZED_QUALITY)?;
            if bytes.len() < main.bytes.len() {
                files.push(File { kind: PictureFormat::WebP, width, height, bytes });
            }
        }
        smaller = Some(target);
    }
    files.reverse();
    Ok(files)
}

/// `length * part / whole`, rounded, and at least 1.
fn scale(length: u32, part: u32, whole: u32) -> u32 {
    let (length, part, whole) = (u64::from(length), u64::from(part), u64::from(whole).max(1));
    u32::try_from((length * part + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

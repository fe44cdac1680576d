use fast_image_resize::Resizer;
use image::DynamicImage;

use super::{File, webp};
use crate::model::media::{PictureError, PictureFormat};

/// Widths in pixels: phone, high-density phone, text column, screen, large screen.
const WIDTHS: [u32; 5] = [320, 640, 960, 1280, 1920];

/// Makes a smaller version for each width below the picture's own, narrowest first. A version whose file is not smaller
/// than the original's is left out.
pub fn resize(image: &DynamicImage, main: &File) -> Result<Vec<File>, PictureError> {
    let mut files = Vec::new();
    let mut resizer = Resizer::new();
    let mut smaller: Option<DynamicImage> = None;
    for width in WIDTHS.into_iter().rev().filter(|width| *width < image.width()) {
        // Each size is made from the next larger one, so the full picture is read only once.
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

/// Returns `length * part / whole`, rounded, at least 1.
fn scale(length: u32, part: u32, whole: u32) -> u32 {
    let (length, part, whole) = (u64::from(length), u64::from(part), u64::from(whole).max(1));
    u32::try_from((length * part + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

//! Pictures: taken in, made safe, made small.
//!
//! What a file is, its bytes say, never its name. Whatever it is, it is decoded and encoded anew, so that nothing of
//! it is kept but the picture: no place, no camera, no comment, nothing hidden behind the end. All of this is work
//! for a thread of its own, and needs memory of about eight bytes for each pixel of the largest picture allowed.

mod animated_webp;
mod apng;
mod color_profile;
mod decoder;
mod format;
mod gif;
mod jpeg;
pub mod library;
mod limits;
mod png;
pub mod responsive_images;
mod size_variants;
mod still_image;
mod svg;
mod upload;
mod webp;

#[cfg(test)]
mod tests;

pub use format::{detect_format, recognize_unsupported};
pub use limits::Limits;
pub use upload::{IncomingFile, UploadError, store_upload};

use crate::model::media::{PictureError, PictureFormat};

/// A picture ready to store and to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The picture at its full size.
    pub main: File,
    /// The same smaller, narrowest first; none for drawings and moving pictures.
    pub widths: Vec<File>,
}

/// One file of a picture.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub kind: PictureFormat,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}×{}, {} bytes", self.kind, self.width, self.height, self.bytes.len())
    }
}

/// Takes in the picture that `bytes` hold. It keeps its kind.
///
/// # Errors
/// Why the file cannot be taken, for the one who chose it. Nothing of a picture over the limits is decoded.
pub fn take_in(bytes: &[u8], limits: &Limits) -> Result<Picture, PictureError> {
    // Decoders of others panic where they should answer an error, as some do on damaged files. What they were
    // working on is dropped with them.
    std::panic::catch_unwind(|| read(bytes, limits)).unwrap_or(Err(PictureError::Broken))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Picture, PictureError> {
    limits.check_bytes(bytes.len())?;
    if let Some(format) = recognize_unsupported(bytes) {
        return Err(PictureError::Unsupported(format));
    }
    match detect_format(bytes).ok_or(PictureError::UnknownKind)? {
        PictureFormat::Svg => Ok(Picture { main: svg::clean(bytes, limits)?, widths: Vec::new() }),
        PictureFormat::Gif => {
            let (main, frames) = gif::rewrite(bytes, limits)?;
            let widths = if frames == 1 {
                size_variants::resize(&gif::decode(&main.bytes, limits)?, &main)?
            } else {
                Vec::new()
            };
            Ok(Picture { main, widths })
        }
        PictureFormat::Png if apng::is_animated(bytes) => {
            Ok(Picture { main: apng::rewrite(bytes, limits)?, widths: Vec::new() })
        }
        PictureFormat::WebP if animated_webp::is_animated(bytes) => {
            Ok(Picture { main: animated_webp::rewrite(bytes, limits)?, widths: Vec::new() })
        }
        kind => {
            let image = still_image::decode(bytes, kind, limits)?;
            let main = still_image::encode(&image, kind, webp::is_lossless(bytes))?;
            let widths = size_variants::resize(&image, &main)?;
            Ok(Picture { main, widths })
        }
    }
}

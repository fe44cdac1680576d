//! Picture processing: validates, sanitizes and resizes uploaded files. Other files are recognized, and stored as they
//! are.
//!
//! The format is detected from the bytes, never from the file name. Every file is decoded and re-encoded (animated
//! WebP: filtered by chunk), which drops all metadata: location, camera, comments and trailing data. This work is
//! CPU-bound and belongs on a blocking thread; it needs about eight bytes of memory for each pixel of the largest
//! picture allowed.

mod animated_webp;
mod apng;
mod color_profile;
mod decoder;
mod file_format;
mod file_upload;
mod format;
mod gif;
mod jpeg;
pub mod library;
mod limits;
mod lost_files;
pub mod picture_edit;
mod png;
pub mod replacement;
pub mod responsive_images;
pub mod site_icon;
pub mod site_pictures;
mod size_variants;
mod still_image;
pub mod stored_files;
mod svg;
mod upload;
mod webp;

#[cfg(test)]
mod tests;

pub use file_format::{HEAD, recognize, recognize_head};
pub use file_upload::{IncomingLargeFile, store_large_file};
pub use format::{detect_format, recognize_unsupported};
pub use limits::Limits;
pub use upload::{IncomingFile, UploadError, store_upload};

use crate::model::media::{PictureError, PictureFormat};

/// A processed picture, ready to be stored and served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The picture at full size.
    pub main: File,
    /// Smaller versions, narrowest first. Empty for SVG and animated pictures.
    pub widths: Vec<File>,
}

/// One encoded file of a picture.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub kind: PictureFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}×{}, {} bytes", self.kind, self.width, self.height, self.bytes.len())
    }
}

/// Decodes, cleans and re-encodes the picture in `bytes`. The format stays the same.
///
/// # Errors
/// The reason why the file is rejected, to be shown to the user. A picture over the limits is rejected before it is
/// decoded.
pub fn take_in(bytes: &[u8], limits: &Limits) -> Result<Picture, PictureError> {
    // Third-party decoders may panic on damaged files instead of returning an error. The panic drops all their state.
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

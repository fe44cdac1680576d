//! Pictures: taken in, made safe, made small.
//!
//! What a file is, its bytes say, never its name. Whatever it is, it is decoded and encoded anew, so that nothing of
//! it is kept but the picture: no place, no camera, no comment, nothing hidden behind the end. All of this is work
//! for a thread of its own, and needs memory of about eight bytes for each pixel of the largest picture allowed.

mod animation;
mod apng;
mod color;
mod gif;
pub mod illustrate;
mod intake;
mod jpeg;
mod kind;
pub mod library;
mod limits;
mod png;
mod still;
mod svg;
mod webp;
mod widths;

#[cfg(test)]
mod tests;

pub use intake::{IntakeError, Sent, keep};
pub use kind::{recognize, recognize_unsupported};
pub use limits::Limits;

use crate::model::media::{Kind, Refusal};

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
    pub kind: Kind,
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
pub fn take_in(bytes: &[u8], limits: &Limits) -> Result<Picture, Refusal> {
    // Decoders of others panic where they should answer an error, as some do on damaged files. What they were
    // working on is dropped with them.
    std::panic::catch_unwind(|| read(bytes, limits)).unwrap_or(Err(Refusal::Broken))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Picture, Refusal> {
    limits.check_bytes(bytes.len())?;
    if let Some(format) = recognize_unsupported(bytes) {
        return Err(Refusal::Unsupported(format));
    }
    match recognize(bytes).ok_or(Refusal::UnknownKind)? {
        Kind::Svg => Ok(Picture { main: svg::clean(bytes, limits)?, widths: Vec::new() }),
        Kind::Gif => {
            let (main, frames) = gif::rewrite(bytes, limits)?;
            let widths =
                if frames == 1 { widths::make(&gif::decode(&main.bytes, limits)?, &main)? } else { Vec::new() };
            Ok(Picture { main, widths })
        }
        Kind::Png if apng::is_animated(bytes) => {
            Ok(Picture { main: apng::rewrite(bytes, limits)?, widths: Vec::new() })
        }
        Kind::WebP if animation::is_animated(bytes) => {
            Ok(Picture { main: animation::rewrite(bytes, limits)?, widths: Vec::new() })
        }
        kind => {
            let image = still::decode(bytes, kind, limits)?;
            let main = still::encode(&image, kind, webp::is_lossless(bytes))?;
            let widths = widths::make(&image, &main)?;
            Ok(Picture { main, widths })
        }
    }
}

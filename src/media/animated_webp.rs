//! Animated WebP (RFC 9649): every frame is decoded to validate it, and the encoded frames are copied unchanged.

use std::io::Cursor;

use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, ImageDecoder};

use super::{File, Limits};
use crate::model::media::{PictureError, PictureFormat};

/// A chunk's four-byte name, such as `ANMF`.
type Name = [u8; 4];

/// Chunks of the file that are copied. All others are metadata or unknown.
const KEPT: [Name; 3] = [*b"VP8X", *b"ANIM", *b"ANMF"];
/// Chunks of a frame that are copied.
const KEPT_IN_FRAME: [Name; 3] = [*b"ALPH", *b"VP8 ", *b"VP8L"];
/// Length in bytes of a frame's header, which precedes its chunks.
const FRAME_HEADER: usize = 16;
/// `VP8X` flags for the chunks that are dropped: ICC, EXIF and XMP.
const ANNOUNCED: u8 = 0b0010_1100;

/// Returns whether a WebP has animation frames.
pub fn is_animated(bytes: &[u8]) -> bool {
    chunks(bytes).any(|(name, _)| name == *b"ANMF")
}

/// Iterates over the complete chunks of a file.
pub fn chunks(bytes: &[u8]) -> impl Iterator<Item = (Name, &[u8])> {
    split(bytes.get(12..).unwrap_or_default())
}

fn split(mut rest: &[u8]) -> impl Iterator<Item = (Name, &[u8])> {
    std::iter::from_fn(move || {
        let (header, after) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, size @ ..] = *header;
        let size = u32::from_le_bytes(size) as usize;
        let content = after.get(..size)?;
        // Chunks are padded to an even length.
        rest = after.get(size + size % 2..).unwrap_or_default();
        Some(([a, b, c, d], content))
    })
}

/// Copies the frames and drops every other chunk.
pub fn rewrite(bytes: &[u8], limits: &Limits) -> Result<File, PictureError> {
    let (width, height) = watch(bytes, limits)?;
    let mut body = b"WEBP".to_vec();
    for (name, content) in chunks(bytes).filter(|(name, _)| KEPT.contains(name)) {
        match (&name, content) {
            (b"VP8X", [flags, rest @ ..]) => append(&mut body, name, &[&[flags & !ANNOUNCED], rest].concat()),
            (b"ANMF", content) => {
                let (header, parts) = content.split_at_checked(FRAME_HEADER).ok_or(PictureError::Broken)?;
                let mut frame = header.to_vec();
                for (name, part) in split(parts).filter(|(name, _)| KEPT_IN_FRAME.contains(name)) {
                    append(&mut frame, name, part);
                }
                append(&mut body, name, &frame);
            }
            (_, content) => append(&mut body, name, content),
        }
    }
    let mut written = Vec::with_capacity(body.len() + 8);
    append(&mut written, *b"RIFF", &body);
    Ok(File { kind: PictureFormat::WebP, width, height, bytes: written })
}

fn append(target: &mut Vec<u8>, name: Name, content: &[u8]) {
    target.extend(name);
    // Cannot overflow: the chunk comes from a file whose own size field has four bytes.
    target.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
    target.extend(content);
    if !content.len().is_multiple_of(2) {
        target.push(0);
    }
}

/// Decodes all frames and returns the width and height in pixels.
fn watch(bytes: &[u8], limits: &Limits) -> Result<(u32, u32), PictureError> {
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| PictureError::Broken)?;
    let (width, height) = decoder.dimensions();
    limits.check_size(width, height)?;
    let frames = chunks(bytes).filter(|(name, _)| name == b"ANMF").count();
    limits.check_frames(frames as u64, width, height)?;
    for frame in decoder.into_frames() {
        frame.map_err(|_| PictureError::Broken)?;
    }
    Ok((width, height))
}

//! WebP (RFC 9649) of many frames: checked by reading all of them, and kept as they are.

use std::io::Cursor;

use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, ImageDecoder};

use super::{File, Limits};
use crate::model::media::{PictureError, PictureFormat};

/// The name of a chunk, such as `ANMF`.
type Name = [u8; 4];

/// Chunks of the file that make the picture; others describe it, or are unknown.
const KEPT: [Name; 3] = [*b"VP8X", *b"ANIM", *b"ANMF"];
/// Chunks of a frame.
const KEPT_IN_FRAME: [Name; 3] = [*b"ALPH", *b"VP8 ", *b"VP8L"];
/// Bytes at the start of a frame, before its chunks.
const FRAME_HEADER: usize = 16;
/// Flags of `VP8X` that announce chunks we leave out: ICC, EXIF and XMP.
const ANNOUNCED: u8 = 0b0010_1100;

pub fn is_animated(bytes: &[u8]) -> bool {
    chunks(bytes).any(|(name, _)| name == *b"ANMF")
}

/// The chunks of a file, as far as they are whole.
pub fn chunks(bytes: &[u8]) -> impl Iterator<Item = (Name, &[u8])> {
    split(bytes.get(12..).unwrap_or_default())
}

fn split(mut rest: &[u8]) -> impl Iterator<Item = (Name, &[u8])> {
    std::iter::from_fn(move || {
        let (header, after) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, size @ ..] = *header;
        let size = u32::from_le_bytes(size) as usize;
        let content = after.get(..size)?;
        // Chunks start at even places.
        rest = after.get(size + size % 2..).unwrap_or_default();
        Some(([a, b, c, d], content))
    })
}

/// The same frames, and nothing besides.
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
    // A chunk comes from a file whose own size is four bytes.
    target.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes());
    target.extend(content);
    if !content.len().is_multiple_of(2) {
        target.push(0);
    }
}

/// Decodes all frames and answers the size of the picture.
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

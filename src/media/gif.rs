//! GIF (version 89a).

use std::io::Cursor;

use gif::{ColorOutput, DecodeOptions, Encoder, MemoryLimit};
use image::DynamicImage;
use image::codecs::gif::GifDecoder;

use super::limits::BoundedBuffer;
use super::{File, Limits, decoder};
use crate::model::media::{PictureError, PictureFormat};

mod frames;

use frames::{Frames, clip};

/// Re-encodes every frame with its delay and colors, drops all metadata, and also returns the number of frames. For a
/// truncated or damaged file, the frames before the damage are written, which are the ones that browsers show.
pub fn rewrite(bytes: &[u8], limits: &Limits) -> Result<(File, u64), PictureError> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.set_memory_limit(limits.pixels.try_into().map_or(MemoryLimit::Unlimited, MemoryLimit::Bytes));
    let mut frames = Frames::new(options.read_info(bytes).map_err(|_| PictureError::Broken)?, limits);
    let first = frames.next()?.ok_or(PictureError::Broken)?;
    // A first frame larger than the canvas enlarges the canvas.
    let width = frames.decoder.width().max(first.left.saturating_add(first.width));
    let height = frames.decoder.height().max(first.top.saturating_add(first.height));
    limits.check_size(width.into(), height.into())?;

    let palette = frames.decoder.global_palette().unwrap_or_default().to_vec();
    let mut encoder =
        Encoder::new(BoundedBuffer::new(limits), width, height, &palette).map_err(|_| PictureError::Broken)?;
    // The repeat count, if any, comes before the second frame, so it is known by now.
    encoder.set_repeat(frames.decoder.repeat()).map_err(|_| PictureError::Broken)?;
    let mut count = 0;
    let mut next = Some(first);
    while let Some(frame) = next {
        count += 1;
        limits.check_frames(count, width.into(), height.into())?;
        if let Some(frame) = clip(frame, width, height) {
            encoder.write_frame(&frame).map_err(|_| PictureError::TooLarge(limits.bytes))?;
        }
        next = frames.next()?;
    }
    let bytes = encoder.into_inner().map_err(|_| PictureError::TooLarge(limits.bytes))?.bytes;
    Ok((File { kind: PictureFormat::Gif, width: width.into(), height: height.into(), bytes }, count))
}

/// Decodes the first frame.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<DynamicImage, PictureError> {
    decoder::read(GifDecoder::new(Cursor::new(bytes)), limits, |_| Ok(()))
}

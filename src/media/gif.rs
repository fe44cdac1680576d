//! GIF (version 89a).

use std::io::Cursor;

use gif::{ColorOutput, DecodeOptions, DecodingError, Encoder, MemoryLimit};
use image::DynamicImage;
use image::codecs::gif::GifDecoder;

use super::{File, Limits, still};
use crate::model::media::{Kind, Refusal};

/// Writes every frame anew, as it is, with its time and its colors, and nothing besides; also answers how many.
pub fn rewrite(bytes: &[u8], limits: &Limits) -> Result<(File, u64), Refusal> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.check_frame_consistency(true);
    options.set_memory_limit(limits.pixels.try_into().map_or(MemoryLimit::Unlimited, MemoryLimit::Bytes));
    let mut decoder = options.read_info(bytes).map_err(broken)?;
    let (width, height) = (decoder.width(), decoder.height());
    limits.check_size(width.into(), height.into())?;
    let palette = decoder.global_palette().unwrap_or_default().to_vec();

    let mut written = Vec::new();
    let mut encoder = Encoder::new(&mut written, width, height, &palette).map_err(|_| Refusal::Broken)?;
    let mut frames = 0;
    while let Some(frame) = decoder.read_next_frame().map_err(broken)? {
        frames += 1;
        limits.check_frames(frames, width.into(), height.into())?;
        let frame = frame.clone();
        // How often it repeats stands before the second frame, if at all.
        if frames == 1 {
            encoder.set_repeat(decoder.repeat()).map_err(|_| Refusal::Broken)?;
        }
        encoder.write_frame(&frame).map_err(|_| Refusal::Broken)?;
    }
    drop(encoder);
    if frames == 0 {
        return Err(Refusal::Broken);
    }
    Ok((File { kind: Kind::Gif, width: width.into(), height: height.into(), bytes: written }, frames))
}

/// The first frame.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<DynamicImage, Refusal> {
    still::read(GifDecoder::new(Cursor::new(bytes)), limits)
}

fn broken(_: DecodingError) -> Refusal {
    Refusal::Broken
}

//! Animated PNG (<https://www.w3.org/TR/png-3/#apng-frame-based-animation>): each frame is decoded and re-encoded.

use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Info, Reader, Transformations, Writer};

use super::limits::BoundedBuffer;
use super::{File, Limits};
use crate::model::media::{PictureError, PictureFormat};

type ApngReader<'a> = Reader<Cursor<&'a [u8]>>;

/// Returns whether a PNG announces more than one frame before its first image.
pub fn is_animated(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some(([a, b, c, d, name @ ..], content)) = rest.split_first_chunk::<8>() {
        match (name, content) {
            (b"acTL", [0, 0, 0, 0 | 1, ..]) | (b"IDAT" | b"IEND", _) => return false,
            (b"acTL", _) => return true,
            _ => {}
        }
        // A four-byte checksum follows the content.
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        rest = content.get(length.saturating_add(4)..).unwrap_or_default();
    }
    false
}

/// Re-encodes the frames at eight bits per channel, with their delays, and drops all metadata. For a truncated file,
/// the complete frames are written, which are the ones that browsers show.
pub fn rewrite(bytes: &[u8], limits: &Limits) -> Result<File, PictureError> {
    let mut reader = open(bytes, Transformations::IDENTITY, limits)?;
    let frames = reader.info().animation_control.map_or(0, |control| control.num_frames);
    limits.check_frames(frames.into(), reader.info().width, reader.info().height)?;
    let whole = count_whole(&mut reader, frames);
    if whole == 0 {
        return Err(PictureError::Broken);
    }
    write(bytes, whole, limits)
}

fn open<'a>(
    bytes: &'a [u8],
    transformations: Transformations,
    limits: &Limits,
) -> Result<ApngReader<'a>, PictureError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: memory(limits) });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(transformations);
    let (width, height) = decoder.read_header_info().map_err(|_| PictureError::Broken)?.size();
    limits.check_size(width, height)?;
    decoder.read_info().map_err(|_| PictureError::Broken)
}

fn memory(limits: &Limits) -> usize {
    limits.pixels.saturating_mul(16).try_into().unwrap_or(usize::MAX)
}

/// Counts the frames of the animation that can be decoded, up to the `announced` number.
fn count_whole(reader: &mut ApngReader, announced: u32) -> u32 {
    let mut buffer = Vec::new();
    // The fallback image is not necessarily a frame of the animation.
    let still = u32::from(reader.info().frame_control.is_none());
    let whole = (0..announced + still).take_while(|_| read(reader, &mut buffer).is_ok()).count();
    u32::try_from(whole).unwrap_or(announced).saturating_sub(still)
}

fn read(reader: &mut ApngReader, buffer: &mut Vec<u8>) -> Result<(), PictureError> {
    buffer.resize(reader.output_buffer_size().ok_or(PictureError::Broken)?, 0);
    let frame = reader.next_frame(buffer).map_err(|_| PictureError::Broken)?;
    buffer.truncate(frame.buffer_size());
    Ok(())
}

fn write(bytes: &[u8], frames: u32, limits: &Limits) -> Result<File, PictureError> {
    let mut reader = open(bytes, transformations(bytes, limits)?, limits)?;
    let info = reader.info().clone();
    let still = u32::from(info.frame_control.is_none());
    let mut written = BoundedBuffer::new(limits);
    let mut writer = begin(&mut written, &reader, frames).map_err(|_| PictureError::Broken)?;
    let mut buffer = Vec::new();
    for number in 0..frames + still {
        read(&mut reader, &mut buffer)?;
        if number >= still {
            place(&mut writer, reader.info()).map_err(|_| PictureError::Broken)?;
        }
        writer.write_image_data(&buffer).map_err(|_| PictureError::TooLarge(limits.bytes))?;
    }
    writer.finish().map_err(|_| PictureError::TooLarge(limits.bytes))?;
    Ok(File { kind: PictureFormat::Png, width: info.width, height: info.height, bytes: written.bytes })
}

/// Selects the conversions: 16-bit channels become 8-bit, a transparent color becomes an alpha channel, a palette
/// stays.
fn transformations(bytes: &[u8], limits: &Limits) -> Result<Transformations, PictureError> {
    let reader = open(bytes, Transformations::IDENTITY, limits)?;
    let info = reader.info();
    let is_expanded =
        info.bit_depth == BitDepth::Sixteen || (info.trns.is_some() && info.color_type != ColorType::Indexed);
    Ok(if is_expanded { Transformations::EXPAND | Transformations::STRIP_16 } else { Transformations::IDENTITY })
}

type Target<'a> = Writer<&'a mut BoundedBuffer>;

fn begin<'a>(
    written: &'a mut BoundedBuffer,
    reader: &ApngReader,
    frames: u32,
) -> Result<Target<'a>, png::EncodingError> {
    let info = reader.info();
    let mut encoder = Encoder::new(written, info.width, info.height);
    let (color, depth) = reader.output_color_type();
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Balanced);
    if color == ColorType::Indexed {
        encoder.set_palette(info.palette.clone().unwrap_or_default());
        if let Some(opacity) = info.trns.clone() {
            encoder.set_trns(opacity);
        }
    }
    encoder.set_animated(frames, info.animation_control.map_or(0, |control| control.num_plays))?;
    encoder.set_sep_def_img(info.frame_control.is_none())?;
    encoder.write_header()
}

/// Copies the position, delay and blending of the next frame.
fn place(writer: &mut Target, info: &Info) -> Result<(), png::EncodingError> {
    let Some(frame) = info.frame_control else { return Ok(()) };
    writer.set_frame_position(0, 0)?;
    writer.set_frame_dimension(frame.width, frame.height)?;
    writer.set_frame_position(frame.x_offset, frame.y_offset)?;
    writer.set_frame_delay(frame.delay_num, frame.delay_den)?;
    writer.set_blend_op(frame.blend_op)?;
    writer.set_dispose_op(frame.dispose_op)
}

//! Iterates over the readable frames of a GIF.

use gif::{Decoder, Frame};

use super::Limits;
use crate::model::media::PictureError;

/// At most one in this many rows of a frame may be missing.
const MISSING: usize = 16;

/// The frames of a GIF, with palette indices as pixels.
pub struct Frames<'a> {
    pub decoder: Decoder<&'a [u8]>,
    limits: &'a Limits,
    /// Whether no more frames can be read.
    is_over: bool,
}

impl<'a> Frames<'a> {
    pub fn new(decoder: Decoder<&'a [u8]>, limits: &'a Limits) -> Self {
        Self { decoder, limits, is_over: false }
    }

    /// Returns the next frame, or `None` at the end and where the rest is missing or damaged.
    pub fn next(&mut self) -> Result<Option<Frame<'static>>, PictureError> {
        if self.is_over {
            return Ok(None);
        }
        let Ok(Some(frame)) = self.decoder.next_frame_info() else {
            self.is_over = true;
            return Ok(None);
        };
        self.limits.check_size(frame.width.into(), frame.height.into())?;
        let mut frame = frame.clone();
        let (width, height) = (usize::from(frame.width), usize::from(frame.height));
        let mut pixels = vec![frame.transparent.unwrap_or_default(); width * height];
        let order = order_of_rows(height, frame.interlaced);
        let arrived = order
            .iter()
            .take_while(|row| matches!(self.decoder.fill_buffer(&mut pixels[*row * width..][..width]), Ok(true)))
            .count();
        let missing = &order[arrived..];
        self.is_over = !missing.is_empty();
        if missing.len() * MISSING > height {
            return Ok(None);
        }
        match frame.interlaced {
            // Usually every other row is missing: copy the row above.
            true => missing.iter().for_each(|row| {
                let above = row.saturating_sub(1) * width;
                pixels.copy_within(above..above + width, row * width);
            }),
            // Nothing is drawn below the rows that were read.
            false => pixels.truncate(arrived * width),
        }
        frame.height = u16::try_from(pixels.len() / width.max(1)).unwrap_or(frame.height);
        frame.interlaced = false;
        frame.buffer = pixels.into();
        Ok(Some(frame))
    }
}

/// Returns the rows of a frame in the order they are stored (appendix E: four passes when interlaced).
fn order_of_rows(height: usize, is_interlaced: bool) -> Vec<usize> {
    match is_interlaced {
        false => (0..height).collect(),
        true => [(0, 8), (4, 8), (2, 4), (1, 2)]
            .into_iter()
            .flat_map(|(first, step)| (first..height).step_by(step))
            .collect(),
    }
}

/// Clips a frame to a canvas of this size, since browsers show nothing beyond it. Returns `None` if nothing is left.
pub fn clip(mut frame: Frame<'static>, width: u16, height: u16) -> Option<Frame<'static>> {
    let shown_width = frame.width.min(width.saturating_sub(frame.left));
    let shown_height = frame.height.min(height.saturating_sub(frame.top));
    if shown_width == 0 || shown_height == 0 {
        return None;
    }
    if (shown_width, shown_height) != (frame.width, frame.height) {
        let rows = frame.buffer.chunks_exact(frame.width.into()).take(shown_height.into());
        let pixels: Vec<u8> = rows.flat_map(|row| &row[..shown_width.into()]).copied().collect();
        frame.buffer = pixels.into();
        (frame.width, frame.height) = (shown_width, shown_height);
    }
    Some(frame)
}

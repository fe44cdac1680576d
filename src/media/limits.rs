use crate::model::admin::media::MAX_FILE_BYTES;
use crate::model::media::PictureError;

/// Limits for uploaded pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes. Also limits the output for animated pictures.
    pub bytes: u64,
    /// Width times height. Phone cameras reach fifty million.
    pub pixels: u64,
    /// Width times height, summed over all frames of an animated picture.
    pub moving_pixels: u64,
    /// Number of frames of an animated picture.
    pub frames: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: MAX_FILE_BYTES, pixels: 50_000_000, moving_pixels: 500_000_000, frames: 5_000 }
    }
}

impl Limits {
    /// Checks the size of a file in bytes. An empty file is rejected, too.
    pub(super) fn check_bytes(&self, bytes: usize) -> Result<(), PictureError> {
        match bytes as u64 {
            0 => Err(PictureError::Empty),
            bytes if bytes > self.bytes => Err(PictureError::TooLarge(self.bytes)),
            _ => Ok(()),
        }
    }

    /// Checks one picture before memory is allocated for it.
    pub(super) fn check_size(&self, width: u32, height: u32) -> Result<(), PictureError> {
        match u64::from(width) * u64::from(height) {
            0 => Err(PictureError::Broken),
            pixels if pixels > self.pixels => Err(PictureError::TooManyPixels(self.pixels)),
            _ => Ok(()),
        }
    }

    /// Checks the frames of an animated picture counted so far.
    pub(super) fn check_frames(&self, frames: u64, width: u32, height: u32) -> Result<(), PictureError> {
        let pixels = (u64::from(width) * u64::from(height)).saturating_mul(frames);
        match () {
            () if frames > self.frames => Err(PictureError::TooManyFrames(self.frames)),
            () if pixels > self.moving_pixels => Err(PictureError::TooLong(self.moving_pixels)),
            () => Ok(()),
        }
    }

    /// Returns the memory limit for a decoder of the `image` crate: the picture at 16 bits per channel, with working
    /// space.
    pub(super) fn for_decoder(&self) -> image::Limits {
        let mut limits = image::Limits::no_limits();
        limits.max_alloc = Some(self.pixels.saturating_mul(16));
        limits
    }
}

/// Bytes that may be decompressed from a PNG besides its pixels. A color profile is far smaller.
const BESIDE: u64 = 8 << 20;

impl Limits {
    /// Returns the memory limit for a PNG decoder, based on the size in the header: compressed metadata in a small
    /// picture could otherwise expand to any size.
    pub(super) fn for_png(&self, bytes: &[u8]) -> image::Limits {
        let size = bytes.get(16..24).map_or(0, |size| {
            let [width, height] = [&size[..4], &size[4..]]
                .map(|length| length.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)));
            width.saturating_mul(height)
        });
        let mut limits = self.for_decoder();
        limits.max_alloc = Some(size.min(self.pixels).saturating_mul(16).saturating_add(BESIDE));
        limits
    }
}

/// An in-memory writer that fails above a number of bytes, since a small file can expand to a large one.
pub(super) struct BoundedBuffer {
    pub bytes: Vec<u8>,
    limit: u64,
}

impl BoundedBuffer {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { bytes: Vec::new(), limit: limits.bytes }
    }
}

impl std::io::Write for BoundedBuffer {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        if (self.bytes.len() + part.len()) as u64 > self.limit {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

//! Repair of slightly damaged PNG files, which browsers show: without an end, with wrong checksums, or without their
//! last rows.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::ZlibEncoder;

use crate::media::Limits;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// At most one in this many rows may be missing.
const MISSING: usize = 16;
/// The filter type of a row that adds to the row above, so that zeros repeat it.
const UP: u8 = 2;

/// What the header tells of the pixels.
struct Layout {
    /// Length of a row with its filter type, in bytes.
    row: usize,
    rows: usize,
    is_interlaced: bool,
}

/// Writes a damaged file anew, with the last row in place of missing ones, and without animation. Returns `None` if too
/// much is missing.
pub fn repair(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut repaired = SIGNATURE.to_vec();
    let (mut layout, mut data) = (None, Vec::new());
    while let Some(([a, b, c, d, name @ ..], content)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (is_whole, content) = (content.len() >= length, &content[..length.min(content.len())]);
        match name {
            b"IHDR" => layout = Some(Layout::read(content, limits)?),
            b"IDAT" => data.extend_from_slice(content),
            b"IEND" => break,
            b"acTL" | b"fcTL" | b"fdAT" => {}
            _ if !is_whole => break,
            _ if !data.is_empty() => {}
            _ => write_chunk(&mut repaired, *name, content)?,
        }
        if name == b"IHDR" {
            write_chunk(&mut repaired, *name, content)?;
        }
        // A four-byte checksum follows the content.
        rest = rest.get(8 + length + 4..).unwrap_or_default();
    }
    let pixels = layout?.complete(&data)?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&pixels).ok()?;
    write_chunk(&mut repaired, *b"IDAT", &packed.finish().ok()?)?;
    write_chunk(&mut repaired, *b"IEND", b"")?;
    Some(repaired)
}

impl Layout {
    fn read(header: &[u8], limits: &Limits) -> Option<Layout> {
        let [w1, w2, w3, w4, h1, h2, h3, h4, depth, color, _, _, interlace] = *header else { return None };
        let (width, height) = (u32::from_be_bytes([w1, w2, w3, w4]), u32::from_be_bytes([h1, h2, h3, h4]));
        limits.check_size(width, height).ok()?;
        let channels = match color {
            0 | 3 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => return None,
        };
        let bits = (width as usize).checked_mul(channels * usize::from(depth))?;
        Some(Layout { row: 1 + bits.div_ceil(8), rows: height as usize, is_interlaced: interlace != 0 })
    }

    /// Unpacks the rows that are there, and completes them.
    fn complete(&self, data: &[u8]) -> Option<Vec<u8>> {
        let mut pixels = Vec::new();
        // The rows of an interlaced picture are split into those of up to seven passes.
        let most = self.row.checked_mul(self.rows)?.checked_mul(if self.is_interlaced { 2 } else { 1 })?;
        // Without the header of zlib, and so without its checksum.
        let end = DeflateDecoder::new(data.get(2..)?).take(most as u64).read_to_end(&mut pixels);
        if self.is_interlaced {
            return end.is_ok().then_some(pixels);
        }
        let missing = self.rows - (pixels.len() / self.row).min(self.rows);
        if missing * MISSING > self.rows || missing == self.rows {
            return None;
        }
        pixels.truncate((self.rows - missing) * self.row);
        for _ in 0..missing {
            pixels.push(UP);
            pixels.resize(pixels.len() + self.row - 1, 0);
        }
        Some(pixels)
    }
}

fn write_chunk(file: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Option<()> {
    let mut checksum = flate2::Crc::new();
    checksum.update(&name);
    checksum.update(content);
    file.extend(u32::try_from(content.len()).ok()?.to_be_bytes());
    file.extend(name);
    file.extend(content);
    file.extend(checksum.sum().to_be_bytes());
    Some(())
}

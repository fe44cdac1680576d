//! What a file says of its picture beside the picture: turned how, in which colors (ISO/IEC 23008-12, section 6.5).

use image::metadata::Orientation;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Properties<'a> {
    /// Turns and reflections, in the order to follow.
    pub turns: Vec<Orientation>,
    /// An ICC profile.
    pub profile: Option<&'a [u8]>,
}

/// Bytes of version and flags, before the boxes in a `meta` box.
const FULL: usize = 4;

/// Reads the properties. A file has one picture and perhaps its opacity, which is turned alike, so whose they are
/// need not be asked; only the first of each counts.
pub fn read(bytes: &[u8]) -> Properties<'_> {
    let mut found = Properties::default();
    let properties = find(bytes, b"meta")
        .and_then(|meta| find(meta.get(FULL..)?, b"iprp"))
        .and_then(|properties| find(properties, b"ipco"));
    let Some(properties) = properties else { return found };
    let (mut turn, mut mirror) = (None, None);
    for (name, content) in boxes(properties) {
        match (&name, content) {
            (b"irot", [quarters, ..]) if turn.is_none() => {
                // Counted against the clock; ours go with it.
                turn = match quarters & 3 {
                    1 => Some(Orientation::Rotate270),
                    2 => Some(Orientation::Rotate180),
                    3 => Some(Orientation::Rotate90),
                    _ => None,
                };
            }
            (b"imir", [axis, ..]) if mirror.is_none() => {
                mirror = Some(if axis & 1 == 0 { Orientation::FlipVertical } else { Orientation::FlipHorizontal });
            }
            (b"colr", [b'p', b'r', b'o', b'f', profile @ ..]) if found.profile.is_none() => {
                found.profile = Some(profile);
            }
            _ => {}
        }
    }
    // MIAF (ISO/IEC 23000-22, section 7.3.6.7) has them in this order.
    found.turns.extend(turn.into_iter().chain(mirror));
    found
}

fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(found, _)| found == name).map(|(_, content)| content)
}

/// The boxes of a sequence (ISO/IEC 14496-12, section 4.2), as far as they are whole.
fn boxes(mut rest: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let ([a, b, c, d, name @ ..], after) = rest.split_first_chunk::<8>()?;
        let size = match u32::from_be_bytes([*a, *b, *c, *d]) {
            // Up to the end.
            0 => after.len(),
            // The size stands behind the name, in eight bytes; of no box that is of interest here.
            1 => return None,
            size => (size as usize).checked_sub(8)?,
        };
        let (content, next) = after.split_at_checked(size)?;
        rest = next;
        Some((*name, content))
    })
}

//! Reads the marker segments of a file without decoding it (ITU-T T.81, annex B).

use memchr::memchr;

/// The structure of a file, as far as it matters for completeness.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Whether the end marker (EOI) is present.
    pub is_ended: bool,
    /// For each component its identifier, and one bit for each of its 64 coefficients that some scan covers.
    components: Vec<(u8, u64)>,
}

impl Outline {
    /// Returns whether the scans cover all coefficients of all components.
    pub fn has_all_coefficients(&self) -> bool {
        !self.components.is_empty() && self.components.iter().all(|(_, seen)| *seen == u64::MAX)
    }

    /// Reads the markers up to the end marker, or as far as the file goes.
    pub fn read(bytes: &[u8]) -> Outline {
        let mut outline = Outline::default();
        let mut place = 2;
        while let Some([0xff, marker]) = next_marker(bytes, &mut place) {
            match marker {
                0xd9 => {
                    outline.is_ended = true;
                    break;
                }
                0x01 | 0xd0..=0xd8 => place += 2,
                _ => {
                    let Some([high, low]) = bytes.get(place + 2..place + 4) else { break };
                    let length = usize::from(u16::from_be_bytes([*high, *low]));
                    let segment = bytes.get(place + 4..place + 2 + length).unwrap_or_default();
                    match marker {
                        0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => outline.begin_frame(segment),
                        0xda => outline.begin_scan(segment),
                        _ => {}
                    }
                    place += 2 + length;
                }
            }
        }
        outline
    }

    /// B.2.2: precision, height, width, then three bytes per component.
    fn begin_frame(&mut self, segment: &[u8]) {
        self.components =
            segment.get(6..).unwrap_or_default().chunks_exact(3).map(|component| (component[0], 0)).collect();
    }

    /// B.2.3: the number of components, two bytes per component, then the first and last coefficient.
    fn begin_scan(&mut self, segment: &[u8]) {
        let Some((&number, rest)) = segment.split_first() else { return };
        let Some((components, rest)) = rest.split_at_checked(2 * usize::from(number)) else { return };
        let [first @ 0..64, last @ 0..64, ..] = *rest else { return };
        let bits = (first..=last).fold(0, |bits, place| bits | 1_u64 << place);
        for identifier in components.chunks_exact(2).map(|component| component[0]) {
            for (_, seen) in self.components.iter_mut().filter(|(other, _)| *other == identifier) {
                *seen |= bits;
            }
        }
    }
}

/// Advances `place` to the next marker. Skips entropy-coded data, where a 0xff byte may be followed by 0 or a restart
/// marker.
fn next_marker(bytes: &[u8], place: &mut usize) -> Option<[u8; 2]> {
    loop {
        *place += memchr(0xff, bytes.get(*place..)?)?;
        match *bytes.get(*place..*place + 2)? {
            [_, 0x00 | 0xd0..=0xd7] => *place += 2,
            [_, 0xff] => *place += 1,
            [first, second] => return Some([first, second]),
            _ => return None,
        }
    }
}

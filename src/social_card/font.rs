//! The font of cards: Newsreader in one weight, under the SIL Open Font License (public/fonts/OFL.txt).
//!
//! newsreader.ttf is a static instance (`wght` 600) of public/fonts/newsreader.c24f27f0.woff2, made with fontTools: the same
//! glyphs without variations and hints.

use std::sync::LazyLock;

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};
use unicode_normalization::UnicodeNormalization;

static BYTES: &[u8] = include_bytes!("newsreader.ttf");
/// The parsed font for shaping.
static SHAPED: LazyLock<Option<Font>> = LazyLock::new(|| Font::new(BYTES.to_vec(), 0));

/// A shaped line of text. Lengths are fractions of the font size.
#[derive(Clone, Debug, Default)]
pub struct GlyphRun {
    glyphs: Vec<Glyph>,
    pub width: f32,
}

#[derive(Clone, Copy, Debug)]
struct Glyph {
    id: u32,
    x: f32,
    y: f32,
}

/// Returns a text on one line, without characters that the font lacks: they would be drawn as boxes.
pub fn known(text: &str) -> String {
    let Ok(font) = FontRef::new(BYTES) else { return String::new() };
    let letters = font.charmap();
    let composed = text.nfc().map(|c| if c.is_whitespace() { ' ' } else { c });
    let known: String = composed.filter(|c| letters.map(*c).is_some()).collect();
    known.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Shapes a text, with kerning, mark positioning and ligatures.
pub fn run(text: &str) -> GlyphRun {
    let Some(font) = SHAPED.as_ref() else { return GlyphRun::default() };
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).is_err() {
        return GlyphRun::default();
    }
    let em = units_per_em();
    let mut run = GlyphRun::default();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let (x, y) = (run.width + position.x_offset as f32 / em, position.y_offset as f32 / em);
        run.glyphs.push(Glyph { id: info.glyph_id, x, y });
        run.width += position.x_advance as f32 / em;
    }
    run
}

fn units_per_em() -> f32 {
    FontRef::new(BYTES)
        .map_or(1000.0, |font| f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em))
}

impl GlyphRun {
    /// Returns the outlines at a size in pixels, with the baseline starting at the point (`x`, `y`). `None` if there is
    /// nothing to draw.
    pub fn outline(&self, size: f32, x: f32, y: f32) -> Option<Path> {
        let outlines = FontRef::new(BYTES).ok()?.outline_glyphs();
        let mut pen = FlippedPen { path: PathBuilder::new(), x, y };
        for glyph in &self.glyphs {
            let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else { continue };
            (pen.x, pen.y) = (x + glyph.x * size, y - glyph.y * size);
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            // Skip a glyph that cannot be drawn.
            let _ = outline.draw(settings, &mut pen);
        }
        pen.path.finish()
    }
}

/// Flips the y axis: font outlines have it upwards, pixmaps downwards.
struct FlippedPen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for FlippedPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + cx, self.y - cy, self.x + dx, self.y - dy, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every Vietnamese letter with every tone mark.
    const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

    #[test]
    fn the_font_has_every_vietnamese_letter() {
        for text in [LETTERS.to_owned(), LETTERS.to_uppercase()] {
            assert_eq!(known(&text), text);
            let decomposed: String = text.nfd().collect();
            assert_eq!(known(&decomposed), text, "composed first");
            let run = run(&text);
            assert_eq!(run.glyphs.len(), text.chars().count(), "one glyph a letter");
            assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "none is missing");
        }
    }

    #[test]
    fn decomposed_marks_are_positioned() {
        let (composed, decomposed) = (run("nghiệp"), run(&"nghiệp".nfd().collect::<String>()));
        assert!((composed.width - decomposed.width).abs() < 0.02, "{} {}", composed.width, decomposed.width);
        assert!(run("AV").width < run("A").width + run("V").width, "kerning");
    }

    #[test]
    fn missing_glyphs_are_removed() {
        assert_eq!(known(" Lúa\n\tchín 🌾 稲 đồng\u{0}"), "Lúa chín đồng");
        assert!(run("").outline(10.0, 0.0, 0.0).is_none());
    }
}

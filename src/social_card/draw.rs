//! Drawing of a card.

use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::font::known;
use super::layout::{LEADING, fit};
use super::{CardText, HEIGHT, WIDTH};
use crate::model::identity::LIGHT;

// The light colors of style/tokens.css.
const PAPER: [u8; 3] = [0xf7, 0xf6, 0xf0];
const INK: [u8; 3] = [0x1a, 0x1e, 0x1b];
const ACCENT: [u8; 3] = [0x0b, 0x5a, 0x49];
const SUN: [u8; 3] = [0xf2, 0xdd, 0x94];

const MARGIN: f32 = 80.0;
/// The width between the margins.
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;
const TITLE_TOP: f32 = 72.0;
const TITLE_HEIGHT: f32 = 392.0;
const TITLE_SIZES: [f32; 7] = [92.0, 82.0, 72.0, 64.0, 56.0, 48.0, 42.0];
/// The y position of the double line, which is the one below the site's headings.
const RULE: f32 = 492.0;
const MARK: f32 = 64.0;
const SITE_LEFT: f32 = MARGIN + MARK + 24.0;
const SITE_SIZES: [f32; 4] = [40.0, 36.0, 32.0, 28.0];

/// Draws a card as a PNG. `None` if drawing or encoding fails.
pub fn draw(words: &CardText) -> Option<Vec<u8>> {
    let mut card = Pixmap::new(WIDTH, HEIGHT)?;
    let [red, green, blue] = PAPER;
    card.fill(Color::from_rgba8(red, green, blue, 255));
    let accent = words.accent.map_or(ACCENT, |accent| LIGHT.readable(accent).0);
    let title = fit(&known(&words.title), MEASURE, TITLE_HEIGHT, &TITLE_SIZES);
    let leading = title.size * LEADING;
    let height = leading * title.lines.len() as f32;
    // The baseline of the first line: ascenders reach about 0.8 of the font size above it, marks a little more.
    let mut base = TITLE_TOP + (TITLE_HEIGHT - height) / 2.0 + title.size * 0.94;
    for line in &title.lines {
        fill(&mut card, line.outline(title.size, MARGIN, base), INK);
        base += leading;
    }
    for y in [RULE, RULE + 6.0] {
        fill(&mut card, Rect::from_xywh(MARGIN, y, MEASURE, 2.0).map(PathBuilder::from_rect), INK);
    }
    let middle = (RULE + 8.0 + HEIGHT as f32) / 2.0;
    mark(&mut card, MARGIN, middle - MARK / 2.0, accent);
    let site = fit(&known(&words.site), WIDTH as f32 - MARGIN - SITE_LEFT, MARK, &SITE_SIZES);
    if let Some(line) = site.lines.first() {
        fill(&mut card, line.outline(site.size, SITE_LEFT, middle + site.size * 0.3), accent);
    }
    encode(&card)
}

/// Draws the logo of public/favicon.svg.
fn mark(card: &mut Pixmap, x: f32, y: f32, accent: [u8; 3]) {
    let Some(square) = Rect::from_xywh(x, y, MARK, MARK) else { return };
    fill(card, Some(PathBuilder::from_rect(square)), accent);
    fill(card, PathBuilder::from_circle(x + 32.0, y + 21.0, 10.0), SUN);
    for (height, width) in [(40.0, 5.5), (51.0, 3.0)] {
        let mut wave = PathBuilder::new();
        wave.move_to(x, y + height - 3.0);
        wave.quad_to(x + 16.0, y + height - 8.0, x + 32.0, y + height);
        wave.quad_to(x + 48.0, y + height + 8.0, x + MARK, y + height + 3.0);
        let Some(wave) = wave.finish() else { continue };
        let stroke = Stroke { width, line_cap: LineCap::Butt, ..Stroke::default() };
        card.stroke_path(&wave, &paint(PAPER), &stroke, Transform::identity(), None);
    }
}

fn fill(card: &mut Pixmap, path: Option<Path>, color: [u8; 3]) {
    if let Some(path) = path {
        card.fill_path(&path, &paint(color), FillRule::Winding, Transform::identity(), None);
    }
}

fn paint([red, green, blue]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint.anti_alias = true;
    paint
}

/// Encodes the card as RGB without alpha, since every pixel is opaque.
fn encode(card: &Pixmap) -> Option<Vec<u8>> {
    let pixels: Vec<u8> = card.data().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
    let mut written = Vec::new();
    let mut encoder = png::Encoder::new(&mut written, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the cards into the folder of the variable LONGAN_CARDS, if set, to be inspected.
    #[test]
    fn cards_keep_text_within_margins() {
        let titles = [
            "Lúa",
            "Công nghiệp hỗ trợ ở Long An: những xưởng nhỏ làm linh kiện lớn",
            "ĐƯỜNG VÀNH ĐAI 3 QUA BẾN LỨC: ẴM THỘ KHUẨN MẪU, NGHIỆP ẾCH ỂNH",
            &"Gạch không nung và cát nhân tạo, câu chuyện của những người thợ ẩn mình ".repeat(4),
            "",
        ];
        let mut drawn = Vec::new();
        for (number, title) in titles.iter().enumerate() {
            let words =
                CardText { title: (*title).to_owned(), site: "Nhịp sống Vàm Cỏ".to_owned(), accent: None };
            let card = draw(&words).unwrap();
            if let Some(folder) = std::env::var_os("LONGAN_CARDS") {
                std::fs::write(std::path::Path::new(&folder).join(format!("{number}.png")), &card).unwrap();
            }
            let picture = image::load_from_memory(&card).unwrap().to_rgb8();
            assert_eq!(picture.dimensions(), (WIDTH, HEIGHT));
            assert!(card.len() < 150_000, "{}", card.len());
            let inked = |x: u32, y: u32| picture.get_pixel(x, y).0 != PAPER;
            // Some letters extend slightly beyond their advance width.
            let in_margin = |x: u32| x + 8 < MARGIN as u32 || x > WIDTH - MARGIN as u32 + 8;
            let strays = (0..WIDTH).filter(|x| in_margin(*x)).any(|x| (0..HEIGHT).any(|y| inked(x, y)));
            assert!(!strays, "{title} stays within its margins");
            drawn.push(card);
        }
        drawn.dedup();
        assert_eq!(drawn.len(), titles.len());
    }
}

use super::format::number;
use crate::figures::{Chapter, find};

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 380.0;
/// Margins around the plot: left, right, top, bottom.
const MARGINS: [f64; 4] = [56.0, 230.0, 24.0, 44.0];

const SIZES: [f64; 3] = [20.0, 10_000.0, 200_000.0];
const LINES: [(&str, &str, &str); 5] = [
    ("article", "article", "#1d6f5c"),
    ("home", "home", "#b4552d"),
    ("category", "category", "#4a5fa5"),
    ("search-rare", "search, 10 hits", "#8a4f8f"),
    ("search-common", "search, common word", "#7a7a2a"),
];

/// A line of the graph: its name, its colour, and the cost of a page by number of posts.
type Line = (&'static str, &'static str, Vec<(f64, f64)>);

/// Draws the cost of one uncached page by number of posts, both axes logarithmic: a flat line means that the cost does
/// not grow with the site. `None` if fewer than two sizes were measured.
pub fn draw(chapters: &[Chapter]) -> Option<String> {
    let lines: Vec<Line> = LINES
        .iter()
        .map(|&(key, name, color)| {
            let cost = |size: &f64| Some((*size, 1e3 / find(chapters, &format!("growth.{key}.{size}"))?));
            (name, color, SIZES.iter().filter_map(cost).collect::<Vec<_>>())
        })
        .filter(|(.., points)| points.len() > 1)
        .collect();
    let most = lines.iter().flat_map(|(.., points)| points).map(|(_, cost)| *cost).reduce(f64::max)?;
    let top = 10_f64.powf(most.log10().ceil()).max(10.0);
    let [left, right, above, below] = MARGINS;
    let x = |size: f64| {
        let part = (size.log10() - SIZES[0].log10()) / (SIZES[2].log10() - SIZES[0].log10());
        left + part * (WIDTH - left - right)
    };
    // The axis begins at a tenth of a millisecond.
    let y = |cost: f64| {
        let part = (cost.max(0.1).log10() + 1.0) / (top.log10() + 1.0);
        HEIGHT - below - part * (HEIGHT - above - below)
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>What one page costs, cache off, in milliseconds, by the number of posts</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    let mut tick = 0.1;
    while tick <= top * 1.001 {
        svg += &format!(
            "<line x1=\"{left}\" x2=\"{}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{tick} ms</text>\n",
            WIDTH - right,
            left - 6.0,
            y(tick) + 4.0,
            at = y(tick),
            tick = if tick < 1.0 { format!("{tick:.1}") } else { format!("{tick:.0}") },
        );
        tick *= 10.0;
    }
    for size in SIZES {
        svg += &format!(
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
            x(size),
            HEIGHT - 18.0,
            posts(size)
        );
    }
    // Labels are placed at the ends of their lines and moved apart where they would overlap.
    let mut ends: Vec<(f64, &str, &str, f64)> = lines
        .iter()
        .filter_map(|(name, color, points)| points.last().map(|(_, cost)| (y(*cost), *name, *color, *cost)))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    for place in 1..ends.len() {
        ends[place].0 = ends[place].0.max(ends[place - 1].0 + 16.0);
    }
    for (_, color, points) in &lines {
        let path: Vec<String> = points.iter().map(|(size, cost)| format!("{:.1},{:.1}", x(*size), y(*cost))).collect();
        svg +=
            &format!("<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n", path.join(" "));
        for point in path {
            let (x, y) = point.split_once(',')?;
            svg += &format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{color}\"/>\n");
        }
    }
    for (at, name, color, cost) in ends {
        svg += &format!(
            "<text x=\"{}\" y=\"{:.1}\" fill=\"{color}\">{name}: {} ms</text>\n",
            WIDTH - right + 10.0,
            at + 4.0,
            number(cost)
        );
    }
    Some(svg + "</svg>\n")
}

fn posts(size: f64) -> String {
    number(size).trim_end_matches(".0").to_owned() + " posts"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Unit;

    #[test]
    fn lines_are_drawn_for_what_was_measured() {
        let mut chapter = Chapter::new("a", "b");
        assert!(draw(&[]).is_none());
        chapter.add("growth.article.20", "", Unit::PerSecond, &[1000.0]);
        chapter.add("growth.article.200000", "", Unit::PerSecond, &[500.0]);
        chapter.add("growth.home.20", "", Unit::PerSecond, &[500.0]);
        let svg = draw(&[chapter]).unwrap();
        assert_eq!(svg.matches("<polyline").count(), 1, "one size makes no line");
        assert!(svg.contains("article: 2.00 ms") && svg.contains("20 posts") && svg.contains("200,000 posts"), "{svg}");
    }
}

/// Renders a gallery of rendered figures. WordPress's default is three columns.
pub fn render(classes: &str, columns: Option<usize>, figures: &[String]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let columns = columns.unwrap_or(3.min(figures.len())).clamp(1, 9);
    let classes = format!("gallery gallery-{columns} {classes}");
    format!("\n\n<div class=\"{}\">{}</div>\n\n", classes.trim_end(), figures.concat())
}

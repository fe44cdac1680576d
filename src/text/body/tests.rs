use super::*;

mod arrangement;
pub mod safety;
mod stability;

fn html(source: &str) -> String {
    render(source, Format::Html).html
}

fn markdown(source: &str) -> String {
    render(source, Format::Markdown).html
}

//! What readers see is made of the source anew where it can be, so that an archive holds each text once.

use sqlx::SqliteConnection;

use crate::media::responsive_images;
use crate::text::body::{self, Body};
use crate::text::{Format, comment};

/// How a stored source is written.
pub fn format(stored: &str) -> Format {
    if stored == "html" { Format::Html } else { Format::Markdown }
}

/// The body that a source makes, or that rendered HTML is, made safe either way, with the sizes and files of its
/// pictures, which must be there before it.
pub async fn body(
    connection: &mut SqliteConnection,
    source: &str,
    stored: &str,
    rendered: Option<&str>,
) -> sqlx::Result<Body> {
    let mut body = plain_body(source, stored, rendered);
    body.html = responsive_images::complete(connection, &body.html).await?;
    Ok(body)
}

/// The same without what is to be looked up.
pub fn plain_body(source: &str, stored: &str, rendered: Option<&str>) -> Body {
    match rendered {
        Some(html) => body::render(html, Format::Html),
        None => body::render(source, format(stored)),
    }
}

/// The HTML of a short text in Markdown: a biography, a description.
pub fn short(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => body::render(text, Format::Markdown).html,
    }
}

/// The HTML of a comment: of its source, or as it came.
pub fn comment(source: &str, html: Option<&str>) -> String {
    match html {
        Some(html) => comment::sanitize(html).html,
        None => comment::render(source).html,
    }
}

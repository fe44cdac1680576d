//! Renders content from its source, so that an archive stores each text only once.

use crate::media::responsive_images;
use crate::store::sql::Connection;
use crate::text::body::{self, Body};
use crate::text::{Format, comment};

/// Returns the format of a stored source.
pub fn format(stored: &str) -> Format {
    if stored == "html" { Format::Html } else { Format::Markdown }
}

/// Renders a body from its source, or from archived HTML if given. Both are sanitized. Adds the sizes and `srcset` of
/// its pictures, which must already be in the database.
pub async fn body(
    connection: &mut Connection,
    source: &str,
    stored: &str,
    rendered: Option<&str>,
) -> sqlx::Result<Body> {
    let mut body = plain_body(source, stored, rendered);
    body.html = responsive_images::complete(connection, &body.html).await?;
    Ok(body)
}

/// Renders a body in the way of [`body()`], but without the database lookup for its pictures.
pub fn plain_body(source: &str, stored: &str, rendered: Option<&str>) -> Body {
    match rendered {
        Some(html) => body::render(html, Format::Html),
        None => body::render(source, format(stored)),
    }
}

/// Renders a short Markdown text: a biography or a description.
pub fn short(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => body::render(text, Format::Markdown).html,
    }
}

/// Renders a comment from its source, or sanitizes its archived HTML.
pub fn comment(source: &str, html: Option<&str>) -> String {
    match html {
        Some(html) => comment::sanitize(html).html,
        None => comment::render(source).html,
    }
}

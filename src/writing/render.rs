//! Rendering of bodies through the work queue, without holding a database connection.

use super::work_queue::{WorkOwner, run_heavy};
use crate::media::responsive_images::find_sources;
use crate::model::admin::post::BodyFormat;
use crate::model::error::Error;
use crate::store::Store;
use crate::text::body::{self, Body, Format};
use crate::text::pictures;

/// The HTML of a body may be this many times as long as its source, plus [`FREE_GROWTH`].
const GROWTH: usize = 12;
/// Length in bytes that the HTML may have in addition.
const FREE_GROWTH: usize = 512 * 1024;

/// Renders a body with the sizes and files of its pictures. Returns `None` if it takes too long or grows too much. A
/// connection is only held while pictures are looked up.
pub async fn render(store: &Store, owner: WorkOwner, source: &str, format: BodyFormat) -> Result<Option<Body>, Error> {
    let (source, format) = (source.to_owned(), markup(format));
    let rendered = run_heavy(owner, move |progress| {
        let most = FREE_GROWTH + GROWTH * source.len();
        let body =
            body::render_until(&source, format, &|| progress.is_over()).filter(|body| body.html.len() <= most)?;
        let shown = pictures::list(&body.html);
        Some((body, shown))
    });
    let Some((mut body, shown)) = rendered.await? else { return Ok(None) };
    if shown.is_empty() {
        return Ok(Some(body));
    }
    let sources = find_sources(&mut *store.read().await?, &shown).await?;
    let completed = run_heavy(owner, move |_| {
        body.html = pictures::complete(&body.html, |number| sources.get(&number).cloned());
        body
    });
    Ok(Some(completed.await?))
}

/// Renders a body without looking up its pictures in the media library. Returns `None` if it takes too long.
pub async fn render_alone(owner: WorkOwner, source: &str, format: BodyFormat) -> Result<Option<Body>, Error> {
    let (source, format) = (source.to_owned(), markup(format));
    run_heavy(owner, move |progress| body::render_until(&source, format, &|| progress.is_over())).await
}

/// Renders a short Markdown text, such as a biography, a term's description or the promotional block. Returns `None` if it
/// takes too long.
pub async fn render_short(text: &str) -> Result<Option<String>, Error> {
    match text.trim() {
        "" => Ok(Some(String::new())),
        text => Ok(render_alone(WorkOwner::Site, text, BodyFormat::Markdown).await?.map(|body| body.html)),
    }
}

fn markup(format: BodyFormat) -> Format {
    match format {
        BodyFormat::Markdown => Format::Markdown,
        BodyFormat::Html => Format::Html,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn no_connection_is_held_while_rendering() {
        let (store, _folder) = crate::store::testing::open().await;
        let mut lent = Vec::new();
        while let Ok(Ok(connection)) = timeout(Duration::from_millis(200), store.read()).await {
            lent.push(connection);
        }
        let body = render(&store, WorkOwner::Site, "# Tin\n\nChữ.", BodyFormat::Markdown).await.unwrap().unwrap();
        assert!(body.html.contains("Chữ"), "rendered while all connections are lent");
    }
}

//! Rendering of bodies through the work queue, without holding a database connection.

use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;

use super::work_queue::{WorkOwner, run_heavy};
use crate::media::responsive_images::find_sources;
use crate::model::admin::post::BodyFormat;
use crate::model::error::Error;
use crate::store::Store;
use crate::text::body::{self, Body, Format};
use crate::text::pictures;

/// Maximum length of a short text, in characters.
const SHORT: usize = 10_000;
/// Time limit of rendering a short text.
const LONGEST_SHORT: Duration = Duration::from_secs(2);

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

/// Returns the source of a rendered body, as the visual editor would have written it. Returns `None` if it takes too
/// long.
pub async fn strip_rendering(owner: WorkOwner, html: &str) -> Result<Option<String>, Error> {
    let html = html.to_owned();
    run_heavy(owner, move |progress| body::authored_until(&html, &|| progress.is_over())).await
}

/// Renders a short Markdown text, such as a biography, a term's description or the promotional block. These have at most
/// [`SHORT`] characters, so they do not wait in the work queue: readers' pages contain them. Returns `None` if it takes
/// too long, or is longer.
pub async fn render_short(text: &str) -> Result<Option<String>, Error> {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Ok(Some(String::new()));
    }
    if text.chars().count() > SHORT {
        return Ok(None);
    }
    let deadline = Instant::now() + LONGEST_SHORT;
    let rendered = spawn_blocking(move || {
        body::render_until(&text, Format::Markdown, &|| Instant::now() > deadline).map(|body| body.html)
    });
    rendered.await.map_err(|error| {
        tracing::error!(%error, "a text could not be rendered");
        Error::Internal
    })
}

fn markup(format: BodyFormat) -> Format {
    match format {
        BodyFormat::Markdown => Format::Markdown,
        BodyFormat::Visual => Format::Html,
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn no_connection_is_held_while_rendering() {
        let (store, _folder) = crate::store::testing::open().await;
        let mut lent = Vec::new();
        while let Ok(Ok(connection)) = timeout(Duration::from_millis(200), store.read()).await {
            lent.push(connection);
        }
        let body = render(&store, WorkOwner(0), "# Tin\n\nChữ.", BodyFormat::Markdown).await.unwrap().unwrap();
        assert!(body.html.contains("Chữ"), "rendered while all connections are lent");
    }

    #[tokio::test]
    async fn short_texts_do_not_wait_for_long_ones() {
        let cores = std::thread::available_parallelism().map_or(1, usize::from) as i64;
        let block = |owner: i64| {
            tokio::spawn(run_heavy(WorkOwner(-100 - owner), |progress| {
                while !progress.is_over() {
                    std::thread::sleep(Duration::from_millis(1));
                }
            }))
        };
        let tasks: Vec<_> = (0..cores).map(block).collect();
        tokio::task::yield_now().await;
        let html = timeout(LONGEST_SHORT, render_short("**a**")).await.expect("it does not wait").unwrap();
        assert_eq!(html.as_deref().map(str::trim), Some("<p><strong>a</strong></p>"));
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        assert_eq!(render_short(&"a".repeat(SHORT + 1)).await, Ok(None));
    }
}

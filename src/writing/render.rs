//! Rendering of bodies while the site is served: away from the threads that answer, a few at once, and never with a
//! database connection in hand.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::media::responsive_images::find_sources;
use crate::model::admin::post::BodyFormat;
use crate::model::error::Error;
use crate::store::Store;
use crate::text::body::{self, Body, Format};
use crate::text::pictures;

/// How long one rendering may take. The longest body takes about a second.
const LONGEST: Duration = Duration::from_secs(10);

/// How many renderings may wait for their turn; more are refused.
const QUEUE: usize = 64;

/// A body may be so many times longer than its source, and this many bytes besides.
const GROWTH: usize = 12;
const FREE_GROWTH: usize = 512 * 1024;

/// At most half of the cores render, so that the others answer.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Arc::new(Semaphore::new((cores / 2).max(1)))
});
static WAITING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(QUEUE)));

/// Whether work should go on: nobody may be waiting for it any more, or it may have taken too long.
#[derive(Clone, Debug)]
pub struct Progress {
    is_abandoned: Arc<AtomicBool>,
    deadline: Instant,
}

impl Progress {
    fn is_over(&self) -> bool {
        self.is_abandoned.load(Ordering::Relaxed) || Instant::now() > self.deadline
    }
}

/// Says so when whoever waited has gone: the future of a request is dropped with its connection.
struct AbandonOnDrop(Arc<AtomicBool>);

impl Drop for AbandonOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does work that takes a while on a thread of its own, once it is its turn. What waits is dropped with the future;
/// what runs learns of it through its [`Progress`], and keeps its turn until it ends.
///
/// # Errors
/// [`Error::Unavailable`] when too much waits already.
pub async fn run_heavy<T: Send + 'static>(work: impl FnOnce(&Progress) -> T + Send + 'static) -> Result<T, Error> {
    let waiting = WAITING.clone().try_acquire_owned().map_err(|_| Error::Unavailable)?;
    let turn = TURNS.clone().acquire_owned().await.map_err(|_| Error::Internal)?;
    drop(waiting);
    let abandon = AbandonOnDrop(Arc::default());
    let progress = Progress { is_abandoned: abandon.0.clone(), deadline: Instant::now() + LONGEST };
    let task = spawn_blocking(move || {
        let done = work(&progress);
        drop(turn);
        done
    });
    task.await.map_err(|error| {
        tracing::error!(%error, "a text could not be worked on");
        Error::Internal
    })
}

/// Makes the body that readers see, its pictures with their sizes and files; `None` when that is too much work.
/// A connection is lent only while pictures are looked up.
pub async fn render(store: &Store, source: &str, format: BodyFormat) -> Result<Option<Body>, Error> {
    let (source, format) = (source.to_owned(), markup(format));
    let rendered = run_heavy(move |progress| {
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
    let completed = run_heavy(move |_| {
        body.html = pictures::complete(&body.html, |number| sources.get(&number).cloned());
        body
    });
    Ok(Some(completed.await?))
}

/// The same without what the library knows of its pictures.
pub async fn render_alone(source: &str, format: BodyFormat) -> Result<Option<Body>, Error> {
    let (source, format) = (source.to_owned(), markup(format));
    run_heavy(move |progress| body::render_until(&source, format, &|| progress.is_over())).await
}

/// The HTML of a short text in Markdown: a biography, a description, the promotional block.
pub async fn render_short(text: &str) -> Result<String, Error> {
    match text.trim() {
        "" => Ok(String::new()),
        text => Ok(render_alone(text, BodyFormat::Markdown).await?.ok_or(Error::Internal)?.html),
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
    use std::sync::mpsc::sync_channel;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_is_told_so() {
        let (begun, has_begun) = sync_channel(1);
        let (ended, has_ended) = sync_channel(1);
        let work = run_heavy(move |progress| {
            let _ = begun.send(());
            while !progress.is_over() {
                std::thread::sleep(Duration::from_millis(1));
            }
            let _ = ended.send(progress.is_abandoned.load(Ordering::Relaxed));
        });
        let task = tokio::spawn(work);
        spawn_blocking(move || has_begun.recv()).await.unwrap().unwrap();
        task.abort();
        assert!(spawn_blocking(move || has_ended.recv()).await.unwrap().unwrap());
    }

    #[tokio::test]
    async fn no_connection_is_held_while_rendering() {
        let (store, _folder) = crate::store::testing::open().await;
        let mut lent = Vec::new();
        while let Ok(Ok(connection)) = timeout(Duration::from_millis(200), store.read()).await {
            lent.push(connection);
        }
        let body = render(&store, "# Tin\n\nChữ.", BodyFormat::Markdown).await.unwrap().unwrap();
        assert!(body.html.contains("Chữ"), "rendered while all connections are lent");
    }
}

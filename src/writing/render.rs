//! Rendering of bodies on blocking threads: with bounded concurrency, a bounded queue, and without holding a database
//! connection.

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

/// Time limit of one rendering. The longest body takes about a second.
const LONGEST: Duration = Duration::from_secs(10);

/// Maximum number of waiting renderings; more are rejected.
const QUEUE: usize = 64;

/// The HTML of a body may be this many times as long as its source, plus [`FREE_GROWTH`].
const GROWTH: usize = 12;
/// Length in bytes that the HTML may have in addition.
const FREE_GROWTH: usize = 512 * 1024;

/// At most half of the cores render, so that the others handle requests.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Arc::new(Semaphore::new((cores / 2).max(1)))
});
static WAITING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(QUEUE)));

/// Tells running work whether to stop, because its request was dropped or its time is over.
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

/// Sets the flag on drop: the future of a request is dropped when its connection closes.
struct AbandonOnDrop(Arc<AtomicBool>);

impl Drop for AbandonOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs expensive work on a blocking thread when a permit is available. Waiting work is dropped with the future.
/// Running work is told through its [`Progress`] and holds its permit until it ends.
///
/// # Errors
///
/// [`Error::Unavailable`] if the queue is full, [`Error::Internal`] if `work` panics.
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

/// Renders a body with the sizes and files of its pictures. Returns `None` if it takes too long or grows too much. A
/// connection is only held while pictures are looked up.
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

/// Renders a body without looking up its pictures in the media library. Returns `None` if it takes too long.
pub async fn render_alone(source: &str, format: BodyFormat) -> Result<Option<Body>, Error> {
    let (source, format) = (source.to_owned(), markup(format));
    run_heavy(move |progress| body::render_until(&source, format, &|| progress.is_over())).await
}

/// Renders a short Markdown text, such as a biography, a term's description or the promotional block.
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
    async fn abandoned_work_is_cancelled() {
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

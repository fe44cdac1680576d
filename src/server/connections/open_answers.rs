//! What a connection with HTTP/2 is doing, since hyper has time-outs of its own only for HTTP/1.1.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, sleep_until};

/// The answers of a connection that are not finished.
#[derive(Clone, Debug)]
pub struct OpenAnswers {
    count: Arc<Mutex<AnswerCount>>,
    idle: Duration,
    stalled: Duration,
}

#[derive(Debug)]
struct AnswerCount {
    open: usize,
    /// Those of which the client has to take a part before it gets the next.
    offered: usize,
    /// The last time that any of this changed.
    changed: Instant,
}

/// Why a connection is to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionActivity {
    /// It has had no request for a time.
    Idle,
    /// The client has taken nothing for a time.
    Stalled,
}

/// One answer that is not finished.
#[derive(Debug)]
pub struct OpenAnswer {
    answers: OpenAnswers,
    is_offered: bool,
}

/// The body of an answer, which notes what becomes of it.
#[derive(Debug)]
pub struct WatchedBody {
    body: Body,
    answer: OpenAnswer,
}

impl OpenAnswers {
    /// Creates the count of a connection, with the time-outs without a request, and without progress.
    pub fn new(idle: Duration, stalled: Duration) -> OpenAnswers {
        let count = AnswerCount { open: 0, offered: 0, changed: Instant::now() };
        OpenAnswers { count: Arc::new(Mutex::new(count)), idle, stalled }
    }

    /// Counts a request.
    pub fn open(&self) -> OpenAnswer {
        self.change(|count| count.open += 1);
        OpenAnswer { answers: self.clone(), is_offered: false }
    }

    /// Waits until the connection is to be closed. One that is closing already has less time.
    pub async fn wait(&self, is_closing: bool) -> ConnectionActivity {
        loop {
            let (due, activity) = {
                let count = self.lock();
                match (count.open, count.offered) {
                    (0, _) if is_closing => (count.changed.max(Instant::now()) + self.stalled, None),
                    (0, _) => (count.changed + self.idle, Some(ConnectionActivity::Idle)),
                    (_, 0) => (Instant::now() + self.stalled, None),
                    _ => (count.changed + self.stalled, Some(ConnectionActivity::Stalled)),
                }
            };
            if let Some(activity) = activity.filter(|_| due <= Instant::now()) {
                return activity;
            }
            sleep_until(due).await;
            if is_closing && self.lock().open == 0 {
                return ConnectionActivity::Idle;
            }
        }
    }

    fn change(&self, change: impl FnOnce(&mut AnswerCount)) {
        let mut count = self.lock();
        change(&mut count);
        count.changed = Instant::now();
    }

    fn lock(&self) -> MutexGuard<'_, AnswerCount> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenAnswer {
    /// Counts the answer as open until its body is dropped.
    pub fn watch(self, body: Body) -> WatchedBody {
        WatchedBody { body, answer: self }
    }

    /// Notes whether the client has to take what was read of the body.
    fn offer(&mut self, is_offered: bool) {
        let before = std::mem::replace(&mut self.is_offered, is_offered);
        self.answers.change(|count| count.offered = count.offered + usize::from(is_offered) - usize::from(before));
    }
}

impl Drop for OpenAnswer {
    fn drop(&mut self) {
        self.offer(false);
        self.answers.change(|count| count.open -= 1);
    }
}

impl HttpBody for WatchedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.answer.offer(false);
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        self.answer.offer(true);
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    const IDLE: Duration = Duration::from_millis(60);
    const STALLED: Duration = Duration::from_millis(30);

    #[tokio::test]
    async fn a_connection_without_requests_is_idle_after_a_time() {
        let answers = OpenAnswers::new(IDLE, STALLED);
        let answer = answers.open();
        // A request that takes long is neither idle nor stalled.
        assert!(timeout(3 * IDLE, answers.wait(false)).await.is_err());
        let begun = Instant::now();
        drop(answer);
        assert_eq!(answers.wait(false).await, ConnectionActivity::Idle);
        assert!(begun.elapsed() >= IDLE);
    }

    #[tokio::test]
    async fn a_client_that_takes_nothing_is_stalled() {
        let answers = OpenAnswers::new(IDLE, STALLED);
        let mut body = answers.open().watch(Body::from("text"));
        let begun = Instant::now();
        std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await.unwrap().unwrap();
        assert_eq!(answers.wait(false).await, ConnectionActivity::Stalled);
        assert!(begun.elapsed() >= STALLED);
        drop(body);
        let count = answers.lock();
        assert_eq!((count.open, count.offered), (0, 0));
    }

    #[tokio::test]
    async fn a_connection_that_is_closing_ends_when_its_answers_have() {
        let answers = OpenAnswers::new(IDLE, STALLED);
        let answer = answers.open();
        assert!(timeout(3 * IDLE, answers.wait(true)).await.is_err());
        drop(answer);
        assert_eq!(answers.wait(true).await, ConnectionActivity::Idle);
    }
}

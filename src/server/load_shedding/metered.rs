use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::Frame;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::server::quota::QuotaPermit;

/// Why a body was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    #[error("the body comes too slowly")]
    TooSlow,
    #[error("no memory is left for the body")]
    NoRoom,
}

/// The minimum rate of a body.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Time that any body may take,
    pub grace: Duration,
    /// plus this time for each KiB received. The clock does not stop during pauses.
    pub per_kilobyte: Duration,
}

impl Pace {
    /// 16 KiB/s after 20 seconds, which is less than the slowest mobile networks carry.
    pub const LEAST: Pace =
        Pace { grace: Duration::from_secs(20), per_kilobyte: Duration::from_micros(1_000_000 / 16) };

    /// Returns how long after its start a body may still take, given the number of bytes received.
    fn allowed(self, received: u64) -> Duration {
        let kilobytes = u32::try_from(received / 1024).unwrap_or(u32::MAX);
        self.grace + self.per_kilobyte.saturating_mul(kilobytes)
    }
}

/// The permit for the memory of a buffered body. The body extends it while it arrives, and the handler holds it until
/// it is done with the bytes.
pub type SharedPermit = Arc<Mutex<QuotaPermit>>;

/// An incoming body that must arrive at a minimum rate and stay within its memory quota.
pub struct MeteredBody {
    body: Body,
    /// `None` if the body is not buffered in memory.
    permit: Option<SharedPermit>,
    pace: Pace,
    began: Instant,
    received: u64,
    deadline: Pin<Box<Sleep>>,
}

impl MeteredBody {
    /// Wraps a body. Its clock starts now.
    pub fn new(body: Body, pace: Pace, permit: Option<SharedPermit>) -> MeteredBody {
        let began = Instant::now();
        let deadline = Box::pin(sleep_until(began + pace.allowed(0)));
        MeteredBody { body, permit, pace, began, received: 0, deadline }
    }

    /// Counts received bytes.
    fn note(&mut self, length: usize) -> Result<(), BodyError> {
        self.received += length as u64;
        self.deadline.as_mut().reset(self.began + self.pace.allowed(self.received));
        let Some(permit) = &self.permit else { return Ok(()) };
        let mut permit = permit.lock().unwrap_or_else(PoisonError::into_inner);
        permit.extend_to(self.received).then_some(()).ok_or(BodyError::NoRoom)
    }
}

impl hyper::body::Body for MeteredBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
            ready!(self.deadline.as_mut().poll(context));
            return Poll::Ready(Some(Err(axum::Error::new(BodyError::TooSlow))));
        };
        let length = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref().map(Bytes::len));
        match self.note(length.unwrap_or_default()) {
            Ok(()) => Poll::Ready(frame),
            Err(error) => Poll::Ready(Some(Err(axum::Error::new(error)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt;
    use futures::stream::{iter, pending};

    use super::*;

    #[test]
    fn received_bytes_extend_the_deadline() {
        assert_eq!(Pace::LEAST.allowed(0), Duration::from_secs(20));
        assert_eq!(Pace::LEAST.allowed(1023), Duration::from_secs(20));
        assert_eq!(Pace::LEAST.allowed(1024 * 1024), Duration::from_secs(20 + 64));
        assert!(Pace::LEAST.allowed(u64::MAX) > Duration::from_hours(1));
    }

    #[tokio::test]
    async fn a_body_that_stalls_times_out() {
        let begin = async |per_kilobyte| {
            let some = iter([Ok::<_, std::io::Error>(Bytes::from(vec![0; 4096]))]);
            let pace = Pace { grace: Duration::ZERO, per_kilobyte };
            let body = MeteredBody::new(Body::from_stream(some.chain(pending())), pace, None);
            let mut stream = Body::new(body).into_data_stream();
            assert_eq!(stream.next().await.unwrap().unwrap().len(), 4096);
            stream
        };
        let mut stream = begin(Duration::from_hours(1)).await;
        assert!(futures::poll!(stream.next()).is_pending(), "it has bought hours");
        // Tokio's timer has a resolution of one millisecond.
        let next = tokio::time::timeout(Duration::from_mins(1), begin(Duration::ZERO).await.next()).await;
        assert!(next.unwrap().unwrap().is_err(), "it has stopped, and nothing has come for it");
    }
}

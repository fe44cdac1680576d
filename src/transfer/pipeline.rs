//! Work on its way from who reads to who writes: it is done on all cores, and comes out in the order in which it went in.
//! A few batches are all that memory holds.

use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

/// What comes out, batch by batch. Whoever drops it stops the work.
pub struct Pipeline<T> {
    done: mpsc::Receiver<Vec<T>>,
    workers: Vec<JoinHandle<()>>,
}

impl<T: Send + 'static> Pipeline<T> {
    /// Begins to read batches and to work on what is in them.
    pub fn begin<I: Send + 'static>(
        batches: impl Iterator<Item = Vec<I>> + Send + 'static,
        work: impl Fn(I) -> T + Send + Sync + 'static,
    ) -> Pipeline<T> {
        let (read, to_do) = sync_channel::<Vec<I>>(1);
        let (finished, done) = mpsc::channel(1);
        let reading = spawn_blocking(move || {
            for batch in batches {
                if read.send(batch).is_err() {
                    return;
                }
            }
        });
        let working = spawn_blocking(move || {
            for batch in to_do {
                if finished.blocking_send(batch.into_par_iter().map(&work).collect()).is_err() {
                    return;
                }
            }
        });
        Pipeline { done, workers: vec![reading, working] }
    }

    /// The next batch; `None` after the last.
    pub async fn next(&mut self) -> Option<Vec<T>> {
        if let Some(batch) = self.done.recv().await {
            return Some(batch);
        }
        // What broke off must not look like an end: half an import would be kept.
        for worker in self.workers.drain(..) {
            if let Err(error) = worker.await
                && error.is_panic()
            {
                resume_unwind(error.into_panic());
            }
        }
        None
    }
}

/// Parts a sequence into batches of at most `most` things, which together weigh little more than `heaviest`.
pub fn batch<I>(
    mut things: impl Iterator<Item = I>,
    most: usize,
    heaviest: usize,
    weigh: impl Fn(&I) -> usize,
) -> impl Iterator<Item = Vec<I>> {
    std::iter::from_fn(move || {
        let (mut batch, mut weight) = (Vec::new(), 0);
        while batch.len() < most && weight < heaviest {
            let Some(thing) = things.next() else { break };
            weight += weigh(&thing);
            batch.push(thing);
        }
        (!batch.is_empty()).then_some(batch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batches(count: u64) -> impl Iterator<Item = Vec<u64>> {
        batch(0..count, 7, usize::MAX, |_| 1)
    }

    #[tokio::test]
    async fn the_order_stays() {
        let mut line = Pipeline::begin(batches(1_000), |number| number * 2);
        let mut seen = Vec::new();
        while let Some(batch) = line.next().await {
            seen.extend(batch);
        }
        assert_eq!(seen, (0..1_000).map(|number| number * 2).collect::<Vec<_>>());
    }

    #[test]
    fn heavy_things_come_in_small_batches() {
        let sizes: Vec<usize> = batch(0..10, 7, 10, |_| 5).map(|batch| batch.len()).collect();
        assert_eq!(sizes, [2; 5]);
    }

    #[tokio::test]
    #[should_panic(expected = "broken reader")]
    async fn a_reader_that_breaks_off_does_not_look_like_an_end() {
        let broken = batches(1_000).inspect(|batch| assert!(batch[0] < 500, "broken reader"));
        let mut line = Pipeline::begin(broken, |number| number);
        while line.next().await.is_some() {}
    }

    #[tokio::test]
    #[should_panic(expected = "broken work")]
    async fn work_that_breaks_off_does_not_look_like_an_end() {
        let mut line = Pipeline::begin(batches(1_000), |number| assert!(number < 500, "broken work"));
        while line.next().await.is_some() {}
    }
}

//! A pipeline from a reader to a writer: items are processed on all cores and keep their order. Only a few batches are
//! in memory at a time.

use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

/// The output of a pipeline in batches. Dropping it stops the work.
pub struct Pipeline<T> {
    done: mpsc::Receiver<Vec<T>>,
    workers: Vec<JoinHandle<()>>,
}

impl<T: Send + 'static> Pipeline<T> {
    /// Starts reading batches and processing their items.
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

    /// Returns the next batch, or `None` after the last.
    pub async fn next(&mut self) -> Option<Vec<T>> {
        if let Some(batch) = self.done.recv().await {
            return Some(batch);
        }
        // A panic must not look like the end of the input, or half an import would be committed.
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

/// Splits a sequence into batches of at most `most` items, whose total weight exceeds `heaviest` by less than one item.
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
    fn heavy_items_come_in_small_batches() {
        let sizes: Vec<usize> = batch(0..10, 7, 10, |_| 5).map(|batch| batch.len()).collect();
        assert_eq!(sizes, [2; 5]);
    }

    #[tokio::test]
    #[should_panic(expected = "broken reader")]
    async fn a_panic_in_the_reader_is_not_the_end() {
        let broken = batches(1_000).inspect(|batch| assert!(batch[0] < 500, "broken reader"));
        let mut line = Pipeline::begin(broken, |number| number);
        while line.next().await.is_some() {}
    }

    #[tokio::test]
    #[should_panic(expected = "broken work")]
    async fn a_panic_in_the_work_is_not_the_end() {
        let mut line = Pipeline::begin(batches(1_000), |number| assert!(number < 500, "broken work"));
        while line.next().await.is_some() {}
    }
}

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Milliseconds;

/// What a page depends on, noted where it is read. A response that has its notes among its extensions is the same for
/// everybody: it may be kept.
#[derive(Clone, Debug, Default)]
pub struct PageDependencies(Arc<Mutex<DependencySet>>);

/// Stands for every post: no post has this number.
pub(super) const ANY: i64 = 0;

#[derive(Clone, Debug, Default)]
pub(super) struct DependencySet {
    /// Posts whose comments, or their number, the page shows.
    pub posts: BTreeSet<i64>,
    /// When the page would look different though nobody has written.
    pub until: Option<Milliseconds>,
}

impl PageDependencies {
    /// The page shows the comments of this post, or how many there are.
    pub fn depend_on_comments(&self, post: i64) {
        self.noted(|noted| noted.posts.insert(post));
    }

    /// The page shows the newest comments, of whichever post.
    pub fn depend_on_all_comments(&self) {
        self.depend_on_comments(ANY);
    }

    /// The page looks different from this time on.
    pub fn expire(&self, at: Milliseconds) {
        self.noted(|noted| noted.until = Some(noted.until.map_or(at, |until| until.min(at))));
    }

    pub(super) fn take(&self) -> DependencySet {
        self.noted(std::mem::take)
    }

    fn noted<T>(&self, change: impl FnOnce(&mut DependencySet) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

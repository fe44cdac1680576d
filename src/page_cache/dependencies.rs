use std::collections::BTreeSet;

use crate::model::Milliseconds;

/// What a page depends on, collected while it is read.
#[derive(Clone, Debug, Default)]
pub struct PageDependencies {
    /// Posts whose comments, or their number, the page shows.
    pub(super) posts: BTreeSet<i64>,
    /// When the page would look different though nobody has written.
    pub(super) until: Option<Milliseconds>,
}

/// Stands for every post: no post has this number.
pub(super) const ANY: i64 = 0;

impl PageDependencies {
    /// The page shows the comments of this post, or how many there are.
    pub fn depend_on_comments(&mut self, post: i64) {
        self.posts.insert(post);
    }

    /// The page shows the newest comments, of whichever post.
    pub fn depend_on_all_comments(&mut self) {
        self.depend_on_comments(ANY);
    }

    /// The page looks different from this time on.
    pub fn expire(&mut self, at: Milliseconds) {
        self.until = Some(self.until.map_or(at, |until| until.min(at)));
    }
}

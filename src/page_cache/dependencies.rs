use std::collections::BTreeSet;

use crate::model::Milliseconds;

/// What a page depends on, collected while it is rendered.
#[derive(Clone, Debug, Default)]
pub struct PageDependencies {
    /// Posts whose comments or comment counts the page shows.
    pub(super) posts: BTreeSet<i64>,
    /// When the page expires even without a write.
    pub(super) until: Option<Milliseconds>,
}

/// Stands for all posts: no post has this ID.
pub(super) const ANY: i64 = 0;

impl PageDependencies {
    /// Records that the page shows the comments, or the comment count, of this post.
    pub fn depend_on_comments(&mut self, post: i64) {
        self.posts.insert(post);
    }

    /// Records that the page shows the newest comments of any post.
    pub fn depend_on_all_comments(&mut self) {
        self.depend_on_comments(ANY);
    }

    /// Records that the page changes at this time.
    pub fn expire(&mut self, at: Milliseconds) {
        self.until = Some(self.until.map_or(at, |until| until.min(at)));
    }
}

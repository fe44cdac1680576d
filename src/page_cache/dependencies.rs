use std::collections::BTreeSet;

use crate::model::Milliseconds;
use crate::store::change_tracking::StoreChange;

/// What a page depends on, collected while it is rendered.
#[derive(Clone, Debug, Default)]
pub struct PageDependencies {
    /// Posts whose comments or comment counts the page shows.
    pub(super) posts: BTreeSet<i64>,
    /// The content that the page shows. `None`: it may show any.
    pub(super) content: Option<ShownContent>,
    /// The post whose page this is.
    pub(super) read: Option<i64>,
    /// When the page expires even without a write.
    pub(super) until: Option<Milliseconds>,
}

/// What a page shows of posts, categories and tags, if that is little: a front page in sections.
#[derive(Clone, Debug, Default)]
pub struct ShownContent {
    pub posts: BTreeSet<i64>,
    /// Categories and tags whose posts it lists.
    pub terms: BTreeSet<i64>,
    /// Whether it lists the newest or pinned posts of the site.
    pub latest: bool,
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

    /// Records that of posts, categories and tags the page shows only this. Everything else of it is the chrome without
    /// the sidebar's lists, which no single post changes.
    pub fn show_only(&mut self, content: ShownContent) {
        self.content = Some(content);
    }

    /// Records that the page is that of a post, so that who gets it reads the post.
    pub fn read(&mut self, post: i64) {
        self.read = Some(post);
    }

    /// Returns whether a change affects the page.
    pub(super) fn is_affected(&self, change: StoreChange) -> bool {
        let content = self.content.as_ref();
        match change {
            StoreChange::Everything => true,
            StoreChange::Comments(post) => [post, ANY].iter().any(|post| self.posts.contains(post)),
            StoreChange::Post(post) => content.is_none_or(|shown| shown.posts.contains(&post)),
            StoreChange::Listed(post) => content.is_none_or(|shown| shown.latest || shown.posts.contains(&post)),
            StoreChange::Term(term) => content.is_none_or(|shown| shown.terms.contains(&term)),
        }
    }

    /// Records that the page changes at this time.
    pub fn expire(&mut self, at: Milliseconds) {
        self.until = Some(self.until.map_or(at, |until| until.min(at)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_page_depends_on_what_it_shows() {
        let mut page = PageDependencies::default();
        assert!(page.is_affected(StoreChange::Post(1)) && page.is_affected(StoreChange::Term(1)), "it may show any");
        page.show_only(ShownContent { posts: [1].into(), terms: [5].into(), latest: false });
        let affected = [StoreChange::Everything, StoreChange::Post(1), StoreChange::Listed(1), StoreChange::Term(5)];
        assert!(affected.iter().all(|change| page.is_affected(*change)));
        let others = [StoreChange::Post(2), StoreChange::Listed(2), StoreChange::Term(1), StoreChange::Comments(1)];
        assert!(!others.iter().any(|change| page.is_affected(*change)));
        page.show_only(ShownContent { latest: true, ..ShownContent::default() });
        assert!(page.is_affected(StoreChange::Listed(2)) && !page.is_affected(StoreChange::Post(2)));
    }
}

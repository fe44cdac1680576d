use std::sync::Arc;

use tokio::sync::watch;

use super::{CachedPage, PageCache};

/// A page on its way.
#[derive(Debug)]
pub enum SingleFlight {
    /// Render it.
    Lead(RenderGuard),
    /// Somebody does: their page will be here, unless it is none to keep.
    Follow(watch::Receiver<Option<Arc<CachedPage>>>),
}

/// The right to render a page for all who wait for it.
#[derive(Debug)]
pub struct RenderGuard {
    cache: Arc<PageCache>,
    key: String,
    began: u64,
    result: watch::Sender<Option<Arc<CachedPage>>>,
}

impl RenderGuard {
    pub(super) fn new(
        cache: Arc<PageCache>,
        key: String,
        began: u64,
        result: watch::Sender<Option<Arc<CachedPage>>>,
    ) -> RenderGuard {
        RenderGuard { cache, key, began, result }
    }

    /// Keeps the page, if nothing that it depends on was written while it was rendered, and gives it to those who wait.
    /// They began to wait before any such write: it is as new as they may expect.
    pub fn publish(self, page: CachedPage) -> Arc<CachedPage> {
        let page = Arc::new(page);
        self.cache.keep(&self.key, &page, self.began);
        let _ = self.result.send(Some(page.clone()));
        page
    }
}

/// Also when rendering breaks off: those who wait see that nobody renders any more.
impl Drop for RenderGuard {
    fn drop(&mut self) {
        let mut pending_renders = self.cache.pending_renders();
        if pending_renders.get(&self.key).is_some_and(|(began, _)| *began == self.began) {
            pending_renders.remove(&self.key);
        }
    }
}

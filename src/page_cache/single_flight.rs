use std::sync::Arc;

use tokio::sync::watch;

use super::{CachedPage, PageCache};

/// Who renders a missing page.
#[derive(Debug)]
pub enum SingleFlight {
    /// The caller renders it.
    Lead(RenderGuard),
    /// Another request renders it. The page arrives here, unless it is not cacheable or the leader was dropped.
    Follow(watch::Receiver<Option<Arc<CachedPage>>>),
}

/// The right, and duty, to render a page for all requests that wait for it.
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

    /// Caches the page, if no dependency was written during rendering, and sends it to the waiting requests. They began
    /// before any such write, so the page is as fresh as they may expect.
    pub fn publish(self, page: CachedPage) -> Arc<CachedPage> {
        let page = Arc::new(page);
        self.cache.keep(&self.key, &page, self.began);
        let _ = self.result.send(Some(page.clone()));
        page
    }
}

/// Also runs when rendering is cancelled: the waiting requests see the channel close.
impl Drop for RenderGuard {
    fn drop(&mut self) {
        let mut pending_renders = self.cache.pending_renders();
        if pending_renders.get(&self.key).is_some_and(|(began, _)| *began == self.began) {
            pending_renders.remove(&self.key);
        }
    }
}

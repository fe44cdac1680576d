use std::sync::Arc;

use tokio::sync::watch;

use super::{Page, PageCache};

/// A page on its way.
#[derive(Debug)]
pub enum Flight {
    /// Render it.
    Lead(Lead),
    /// Somebody does: their page will be here, unless it is none to keep.
    Follow(watch::Receiver<Option<Arc<Page>>>),
}

/// The right to render a page for all who wait for it.
#[derive(Debug)]
pub struct Lead {
    cache: Arc<PageCache>,
    key: String,
    began: u64,
    result: watch::Sender<Option<Arc<Page>>>,
}

impl Lead {
    pub(super) fn new(
        cache: Arc<PageCache>,
        key: String,
        began: u64,
        result: watch::Sender<Option<Arc<Page>>>,
    ) -> Lead {
        Lead { cache, key, began, result }
    }

    /// Keeps the page, if nothing that it depends on was written while it was rendered, and gives it to those who wait.
    /// They began to wait before any such write: it is as new as they may expect.
    pub fn land(self, page: Page) -> Arc<Page> {
        let page = Arc::new(page);
        self.cache.keep(&self.key, &page, self.began);
        let _ = self.result.send(Some(page.clone()));
        page
    }
}

/// Also when rendering breaks off: those who wait see that nobody renders any more.
impl Drop for Lead {
    fn drop(&mut self) {
        let mut flights = self.cache.flights();
        if flights.get(&self.key).is_some_and(|(began, _)| *began == self.began) {
            flights.remove(&self.key);
        }
    }
}

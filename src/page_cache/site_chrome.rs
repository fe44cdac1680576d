use std::ops::Deref;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::model::Milliseconds;
use crate::model::site::Site;
use crate::model::slot::Placement;
use crate::model::snippet::Snippet;

/// Data that surrounds every page, with its parts that are the same on all pages rendered to HTML once.
#[derive(Debug)]
pub struct SiteChrome {
    site: Site,
    /// What may stand in the slots of a page.
    pub placements: Vec<Placement>,
    /// Code of other services.
    pub snippets: Vec<Snippet>,
    /// When it expires even without a write.
    pub until: Milliseconds,
    sidebar: OnceLock<String>,
    footer: OnceLock<String>,
}

impl SiteChrome {
    /// Creates the chrome of a site that expires at `until`.
    pub fn new(site: Site, until: Milliseconds) -> SiteChrome {
        SiteChrome {
            site,
            placements: Vec::new(),
            snippets: Vec::new(),
            until,
            sidebar: OnceLock::new(),
            footer: OnceLock::new(),
        }
    }

    /// Adds what administrators have placed on pages.
    pub fn with_places(self, placements: Vec<Placement>, snippets: Vec<Snippet>) -> SiteChrome {
        SiteChrome { placements, snippets, ..self }
    }

    /// Returns the sidebar's HTML. Rendered on first use.
    pub fn sidebar(&self, render: impl FnOnce(&Site) -> String) -> &str {
        self.sidebar.get_or_init(|| render(&self.site))
    }

    /// Returns the footer's HTML. Rendered on first use.
    pub fn footer(&self, render: impl FnOnce(&Site) -> String) -> &str {
        self.footer.get_or_init(|| render(&self.site))
    }
}

impl Deref for SiteChrome {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// The current chrome, cached until a write may have changed it.
#[derive(Debug, Default)]
pub struct CachedChrome(RwLock<KeptChrome>);

#[derive(Debug, Default)]
struct KeptChrome {
    /// Increases with each write that may change the chrome.
    clock: u64,
    current: Option<Arc<SiteChrome>>,
    /// What was current last, for pages that are shown without the database.
    last: Option<Arc<SiteChrome>>,
}

impl CachedChrome {
    /// Returns the chrome, or the clock at which reading it begins if it must be read.
    pub fn find(&self, now: Milliseconds) -> Result<Arc<SiteChrome>, u64> {
        let present = self.0.read().unwrap_or_else(PoisonError::into_inner);
        present.current.as_ref().filter(|known| now < known.until).cloned().ok_or(present.clock)
    }

    /// Returns the chrome that was current last, even if it is not any more.
    pub fn find_last(&self) -> Option<Arc<SiteChrome>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).last.clone()
    }

    /// Stores chrome whose reading began at `began`, unless a write came since.
    pub fn keep(&self, site_chrome: SiteChrome, began: u64) -> Arc<SiteChrome> {
        let site_chrome = Arc::new(site_chrome);
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if present.clock == began {
            present.current = Some(site_chrome.clone());
            present.last = Some(site_chrome.clone());
        }
        site_chrome
    }

    /// Invalidates the cached chrome.
    pub(super) fn invalidate(&self) {
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        present.clock += 1;
        present.current = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::formatted_time::FormattedTime;
    use crate::model::identity::SiteIdentity;
    use crate::model::language::Language;
    use crate::model::menu::SiteMenus;

    fn surroundings(title: &str) -> SiteChrome {
        let today = FormattedTime { iso: String::new(), text: String::new() };
        let site = Site {
            title: title.to_owned(),
            tagline: String::new(),
            language: Language::Vi,
            menus: SiteMenus::default(),
            latest: Vec::new(),
            latest_shown: 0,
            categories: Vec::new(),
            promotion: String::new(),
            picture_origin: String::new(),
            identity: SiteIdentity::default(),
            today,
        };
        SiteChrome::new(site, 100)
    }

    #[test]
    fn chrome_is_reloaded_after_a_write_and_after_expiry() {
        let present = CachedChrome::default();
        let began = present.find(0).unwrap_err();
        present.keep(surroundings("a"), began);
        assert_eq!(present.find(99).unwrap().title, "a");
        assert!(present.find(100).is_err());
        present.invalidate();
        assert_eq!(present.find_last().unwrap().title, "a", "for pages without the database");
        let began = present.find(0).unwrap_err();
        present.invalidate();
        present.keep(surroundings("read before the write"), began);
        assert!(present.find(0).is_err());
    }

    #[test]
    fn parts_are_rendered_once() {
        let site_chrome = surroundings("a");
        assert_eq!(site_chrome.sidebar(|site| format!("<p>{}", site.title)), "<p>a");
        assert_eq!(site_chrome.sidebar(|_| "again".to_owned()), "<p>a");
        assert_eq!(site_chrome.footer(|_| "foot".to_owned()), "foot");
    }
}

use std::sync::Arc;

use crate::model::language::Language;
use crate::page_cache::SiteChrome;
use crate::state::AppState;

/// What is known of the site without its database.
#[derive(Clone, Debug)]
pub struct KnownSite {
    pub language: Language,
    /// Its name; empty if the database alone has it and was not read yet.
    pub title: String,
    /// What was around the pages last.
    pub chrome: Option<Arc<SiteChrome>>,
}

impl KnownSite {
    /// Returns what is in memory.
    pub fn of(state: &AppState) -> KnownSite {
        const TITLE: &str = "site.title";
        let settings = state.settings();
        let chrome = state.pages.site_chrome.find_last();
        let title = chrome.as_ref().map(|chrome| chrome.title.clone());
        let title = title.or_else(|| settings.stored(TITLE).map(str::to_owned));
        let title = title.or_else(|| settings.given(TITLE).map(|(title, _)| title));
        KnownSite { language: settings.site.language, title: title.unwrap_or_default(), chrome }
    }
}

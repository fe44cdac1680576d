use std::ops::Deref;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::model::Milliseconds;
use crate::model::site::Site;

/// What surrounds every page, with those parts of it as HTML that are the same on all.
#[derive(Debug)]
pub struct Surroundings {
    site: Site,
    /// From when on they look different though nobody has written.
    pub until: Milliseconds,
    sidebar: OnceLock<String>,
    footer: OnceLock<String>,
}

impl Surroundings {
    pub fn new(site: Site, until: Milliseconds) -> Surroundings {
        Surroundings { site, until, sidebar: OnceLock::new(), footer: OnceLock::new() }
    }

    /// What the sidebar holds. Rendered when it is asked for the first time.
    pub fn sidebar(&self, render: impl FnOnce(&Site) -> String) -> &str {
        self.sidebar.get_or_init(|| render(&self.site))
    }

    /// The foot of the page, in the same way.
    pub fn footer(&self, render: impl FnOnce(&Site) -> String) -> &str {
        self.footer.get_or_init(|| render(&self.site))
    }
}

impl Deref for Surroundings {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// The surroundings as they are now, until something is written that they may show.
#[derive(Debug, Default)]
pub struct Present(RwLock<(u64, Option<Arc<Surroundings>>)>);

impl Present {
    /// The surroundings; or, when they have to be read, the moment at which the reading begins.
    pub fn find(&self, now: Milliseconds) -> Result<Arc<Surroundings>, u64> {
        let present = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (clock, known) = &*present;
        known.as_ref().filter(|known| now < known.until).cloned().ok_or(*clock)
    }

    /// Keeps what was read from `began` on, unless something was written since.
    pub fn keep(&self, surroundings: Surroundings, began: u64) -> Arc<Surroundings> {
        let surroundings = Arc::new(surroundings);
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if present.0 == began {
            present.1 = Some(surroundings.clone());
        }
        surroundings
    }

    /// Forgets them.
    pub(super) fn void(&self) {
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *present = (present.0 + 1, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::Language;
    use crate::model::moment::Moment;

    fn surroundings(title: &str) -> Surroundings {
        let today = Moment { iso: String::new(), text: String::new() };
        let site = Site {
            title: title.to_owned(),
            tagline: String::new(),
            language: Language::Vi,
            menu: Vec::new(),
            footer_from: 0,
            latest: Vec::new(),
            categories: Vec::new(),
            promotion: String::new(),
            today,
        };
        Surroundings::new(site, 100)
    }

    #[test]
    fn they_are_read_anew_after_a_write_and_after_their_time() {
        let present = Present::default();
        let began = present.find(0).unwrap_err();
        present.keep(surroundings("a"), began);
        assert_eq!(present.find(99).unwrap().title, "a");
        assert!(present.find(100).is_err());
        present.void();
        let began = present.find(0).unwrap_err();
        present.void();
        present.keep(surroundings("read before the write"), began);
        assert!(present.find(0).is_err());
    }

    #[test]
    fn parts_are_rendered_once() {
        let surroundings = surroundings("a");
        assert_eq!(surroundings.sidebar(|site| format!("<p>{}", site.title)), "<p>a");
        assert_eq!(surroundings.sidebar(|_| "again".to_owned()), "<p>a");
        assert_eq!(surroundings.footer(|_| "foot".to_owned()), "foot");
    }
}

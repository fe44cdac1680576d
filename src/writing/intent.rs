//! What a save makes of the status.

use jiff::tz::TimeZone;

use super::time;
use crate::model::Milliseconds;
use crate::model::admin::post::Intent;
use crate::store::posts::Status;

/// A status, and the time that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    pub published_at: Option<Milliseconds>,
}

impl Standing {
    /// Where an intent leads from here. `at` is the time that the intent names.
    pub fn follow(self, intent: &Intent, at: Option<Milliseconds>, now: Milliseconds, zone: &TimeZone) -> Standing {
        match intent {
            Intent::Keep | Intent::Autosave => self,
            Intent::Draft => Standing { status: Status::Draft, ..self },
            Intent::Publish => self.publish(now),
            Intent::Private => Standing { status: Status::Private, ..self.publish(now) },
            Intent::PublishAt(_) => {
                let at = at.unwrap_or(now);
                // What was typed has no seconds: the same minute is the same time.
                let known = self.published_at.filter(|known| time::format(*known, zone) == time::format(at, zone));
                let at = known.unwrap_or(at);
                let status = if at > now { Status::Scheduled } else { Status::Published };
                Standing { status, published_at: Some(at) }
            }
        }
    }

    /// Published: at the time it was first, else now.
    pub fn publish(self, now: Milliseconds) -> Standing {
        let before = self.published_at.filter(|at| *at <= now);
        Standing { status: Status::Published, published_at: Some(before.unwrap_or(now)) }
    }

    /// Whether readers have, or may have, seen it at its address.
    pub fn was_public(self, now: Milliseconds) -> bool {
        self.status == Status::Published || self.published_at.is_some_and(|at| at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Milliseconds = 1_740_940_233_000;

    #[test]
    fn the_first_publication_counts() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let new = Standing { status: Status::Draft, published_at: None };
        let public = new.follow(&Intent::Publish, None, NOW, &zone);
        assert_eq!(public, Standing { status: Status::Published, published_at: Some(NOW) });
        let again = public.follow(&Intent::Draft, None, NOW, &zone).follow(&Intent::Publish, None, NOW + 9, &zone);
        assert_eq!(again, public);
        // The editor shows minutes and sends them back.
        let typed = time::format(NOW, &zone);
        let at = time::parse(&typed, &zone).unwrap();
        assert_eq!(public.follow(&Intent::PublishAt(typed), Some(at), NOW + 9, &zone), public);
    }

    #[test]
    fn what_is_to_come_is_scheduled() {
        let zone = TimeZone::UTC;
        let new = Standing { status: Status::Draft, published_at: None };
        let intent = Intent::PublishAt(String::new());
        let later = new.follow(&intent, Some(NOW + 120_000), NOW, &zone);
        assert_eq!(later, Standing { status: Status::Scheduled, published_at: Some(NOW + 120_000) });
        assert!(!later.was_public(NOW));
        assert_eq!(later.follow(&Intent::Keep, None, NOW, &zone), later);
        assert_eq!(later.follow(&Intent::Publish, None, NOW, &zone).published_at, Some(NOW), "now, not then");
        let past = new.follow(&intent, Some(NOW - 120_000), NOW, &zone);
        assert_eq!(past, Standing { status: Status::Published, published_at: Some(NOW - 120_000) });
        assert_eq!(new.follow(&Intent::Private, None, NOW, &zone).status, Status::Private);
    }
}

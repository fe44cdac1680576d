//! Changes of a post's status and publication time.

use jiff::tz::TimeZone;

use super::local_time;
use crate::model::Milliseconds;
use crate::model::admin::post::SaveIntent;
use crate::store::posts::PostStatus;

/// A publication can be undone within this time, in milliseconds. The editor offers it for some seconds.
const UNDO: Milliseconds = 2 * 60 * 1000;

/// A status with its publication time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    pub status: PostStatus,
    pub published_at: Option<Milliseconds>,
}

impl Publication {
    /// Returns the state after a save with an intent. `at` is the parsed time of [`SaveIntent::PublishAt`].
    pub fn follow(
        self,
        intent: &SaveIntent,
        at: Option<Milliseconds>,
        now: Milliseconds,
        zone: &TimeZone,
    ) -> Publication {
        match intent {
            SaveIntent::Keep | SaveIntent::Autosave => self,
            SaveIntent::Draft => self.withdraw(now),
            SaveIntent::Publish => self.publish(now),
            SaveIntent::Private => Publication { status: PostStatus::Private, ..self.publish(now) },
            SaveIntent::PublishAt(_) => {
                let at = at.unwrap_or(now);
                // Typed times have no seconds. If the minute is unchanged, keep the stored time.
                let known =
                    self.published_at.filter(|known| local_time::format(*known, zone) == local_time::format(at, zone));
                let at = known.unwrap_or(at);
                let status = if at > now { PostStatus::Scheduled } else { PostStatus::Published };
                Publication { status, published_at: Some(at) }
            }
        }
    }

    /// Returns the published state. A publication time in the past is kept, otherwise it is `now`.
    pub fn publish(self, now: Milliseconds) -> Publication {
        let before = self.published_at.filter(|at| *at <= now);
        Publication { status: PostStatus::Published, published_at: Some(before.unwrap_or(now)) }
    }

    /// Returns the state as a draft. If the post was published only just now, that is undone, so a later publication
    /// does not have this time.
    pub fn withdraw(self, now: Milliseconds) -> Publication {
        let before = self.published_at.filter(|at| !(now - UNDO..=now).contains(at));
        Publication { status: PostStatus::Draft, published_at: before }
    }

    /// Returns whether readers may have seen the post under its URL.
    pub fn was_public(self, now: Milliseconds) -> bool {
        self.status == PostStatus::Published || self.published_at.is_some_and(|at| at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Milliseconds = 1_740_940_233_000;

    #[test]
    fn the_first_publication_time_is_kept() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let new = Publication { status: PostStatus::Draft, published_at: None };
        let public = new.follow(&SaveIntent::Publish, None, NOW, &zone);
        assert_eq!(public, Publication { status: PostStatus::Published, published_at: Some(NOW) });
        let later = NOW + 60 * 60 * 1000;
        let again = public.withdraw(later).follow(&SaveIntent::Publish, None, later + 9, &zone);
        assert_eq!(again, public);
        // The editor shows the time in minutes and sends it back.
        let typed = local_time::format(NOW, &zone);
        let at = local_time::parse(&typed, &zone).unwrap();
        assert_eq!(public.follow(&SaveIntent::PublishAt(typed), Some(at), NOW + 9, &zone), public);
    }

    #[test]
    fn a_publication_can_be_undone() {
        let new = Publication { status: PostStatus::Draft, published_at: None };
        let undone = new.publish(NOW).follow(&SaveIntent::Draft, None, NOW + 20_000, &TimeZone::UTC);
        assert_eq!(undone, new);
        assert_eq!(undone.publish(NOW + UNDO).published_at, Some(NOW + UNDO));
        let scheduled = Publication { status: PostStatus::Scheduled, published_at: Some(NOW + 9) };
        assert_eq!(scheduled.withdraw(NOW).published_at, Some(NOW + 9), "the time is still offered");
    }

    #[test]
    fn future_times_are_scheduled() {
        let zone = TimeZone::UTC;
        let new = Publication { status: PostStatus::Draft, published_at: None };
        let intent = SaveIntent::PublishAt(String::new());
        let later = new.follow(&intent, Some(NOW + 120_000), NOW, &zone);
        assert_eq!(later, Publication { status: PostStatus::Scheduled, published_at: Some(NOW + 120_000) });
        assert!(!later.was_public(NOW));
        assert_eq!(later.follow(&SaveIntent::Keep, None, NOW, &zone), later);
        assert_eq!(later.follow(&SaveIntent::Publish, None, NOW, &zone).published_at, Some(NOW), "now, not then");
        let past = new.follow(&intent, Some(NOW - 120_000), NOW, &zone);
        assert_eq!(past, Publication { status: PostStatus::Published, published_at: Some(NOW - 120_000) });
        assert_eq!(new.follow(&SaveIntent::Private, None, NOW, &zone).status, PostStatus::Private);
    }
}

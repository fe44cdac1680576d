//! Which users have which post open in the editor. Stored in memory, or in the database if several nodes share it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::model::user::User;
use crate::store::{Store, presence};

/// Heartbeats are repeated more often than this; a user without one for this long has left.
pub const TIMEOUT: Milliseconds = 45 * 1000;

/// When users were last seen in the editor of a post. Clones share their state.
#[derive(Clone, Debug, Default)]
pub struct EditorPresence {
    /// Keyed by post id and user id.
    seen: Arc<Mutex<HashMap<(i64, i64), LastSeen>>>,
}

#[derive(Debug)]
struct LastSeen {
    name: String,
    at: Milliseconds,
}

impl EditorPresence {
    /// Records that a user has a post open. Returns the sorted names of the other users who have it open, on all nodes
    /// of the site.
    pub async fn note_shared(
        &self,
        store: &Store,
        post: i64,
        user: &User,
        now: Milliseconds,
    ) -> Result<Vec<String>, Error> {
        if !store.is_shared() {
            return Ok(self.note(post, user, now));
        }
        Ok(presence::note(store, post, (user.id, &user.name), now, now - TIMEOUT + 1).await?)
    }

    /// Records that a user has a post open. Returns the sorted names of the other users who have it open.
    fn note(&self, post: i64, user: &User, now: Milliseconds) -> Vec<String> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, seen| (0..TIMEOUT).contains(&(now - seen.at)));
        seen.insert((post, user.id), LastSeen { name: user.name.clone(), at: now });
        let others = seen.iter().filter(|((seen_at, id), _)| *seen_at == post && *id != user.id);
        let mut names: Vec<String> = others.map(|(_, seen)| seen.name.clone()).collect();
        names.sort();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::user::Role;

    #[test]
    fn others_are_listed_until_they_leave() {
        let user =
            |id, name: &str| User { id, name: name.to_owned(), email: String::new(), role: Role::Editor, author: None };
        let (lan, minh) = (user(1, "Lan"), user(2, "Minh"));
        let presence = EditorPresence::default();
        assert!(presence.note(7, &lan, 0).is_empty());
        assert!(presence.note(7, &lan, 1).is_empty(), "another tab is the same person");
        assert!(presence.note(8, &minh, 2).is_empty());
        assert_eq!(presence.note(7, &minh, 3), ["Lan"]);
        assert_eq!(presence.clone().note(7, &lan, 4), ["Minh"]);
        assert!(presence.note(7, &lan, 3 + TIMEOUT).is_empty());
        assert!(presence.note(7, &minh, -TIMEOUT).is_empty(), "the clock was set back");
    }
}

//! Local copies of unsaved changes in the editor. Each editor session has its own copy, so that two tabs do not
//! overwrite each other's.

use serde::{Deserialize, Serialize};

use crate::browser::storage::{self, StorageError};
use crate::model::admin::post::{PostDraft, PostKind};

/// A local copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalDraft {
    pub draft: PostDraft,
    /// The version that the copy is based on.
    pub version: i64,
    /// Unix milliseconds.
    pub at: f64,
}

/// The local copies of a post by a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalDrafts {
    pub user: i64,
    pub kind: PostKind,
    /// `None`: posts that were never saved on the server.
    pub post: Option<i64>,
}

impl LocalDrafts {
    /// Returns the prefix of the copies' storage keys.
    fn beginning(self) -> String {
        let kind = match self.kind {
            PostKind::Post => "post",
            PostKind::Page => "page",
        };
        let post = self.post.map_or_else(|| "new".to_owned(), |id| id.to_string());
        format!("editor-{}-{kind}-{post}-", self.user)
    }

    /// Returns the storage key of an editor session's copy.
    pub fn name(self, sitting: u64) -> String {
        format!("{}{sitting}", self.beginning())
    }

    /// Returns all copies except that of this session, newest first.
    pub fn others(self, sitting: u64) -> Vec<(String, LocalDraft)> {
        let own = self.name(sitting);
        let names = storage::keys(&self.beginning()).into_iter().filter(|name| *name != own);
        let mut copies = names.filter_map(|name| Some((name.clone(), load(&name)?))).collect::<Vec<_>>();
        copies.sort_by(|(_, a), (_, b)| b.at.total_cmp(&a.at));
        copies
    }
}

/// Returns the copy with this key.
pub fn load(name: &str) -> Option<LocalDraft> {
    storage::load(name)
}

/// Stores a copy.
pub fn save(name: &str, copy: &LocalDraft) -> Result<(), StorageError> {
    storage::try_save(name, copy)
}

/// Removes a copy.
pub fn remove(name: &str) {
    storage::remove(name);
}

/// Removes a copy if its content is saved on the server.
pub fn remove_stored(name: &str, stored: &PostDraft) {
    if load(name).is_some_and(|copy| is_same(&copy.draft, stored)) {
        remove(name);
    }
}

/// Returns whether two drafts have the same content, whatever their versions.
pub fn is_same(one: &PostDraft, other: &PostDraft) -> bool {
    let bare = |draft: &PostDraft| PostDraft { id: None, version: 0, ..draft.clone() };
    bare(one) == bare(other)
}

/// State of a copy relative to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalDraftState {
    /// Its content is saved.
    Stored,
    /// It is based on the current version.
    Ahead,
    /// A newer version was saved since.
    Beside,
}

/// Compares a copy with the saved draft.
pub fn compare(copy: &LocalDraft, stored: &PostDraft) -> LocalDraftState {
    match () {
        () if is_same(&copy.draft, stored) => LocalDraftState::Stored,
        () if copy.version == stored.version => LocalDraftState::Ahead,
        () => LocalDraftState::Beside,
    }
}

/// Returns how many more words a text has than another; negative if it has fewer.
pub fn words_longer(text: &str, than: &str) -> i64 {
    let words = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    words(text).cast_signed() as i64 - words(than).cast_signed() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(version: i64, source: &str) -> PostDraft {
        PostDraft { id: Some(7), version, source: source.to_owned(), ..PostDraft::default() }
    }

    #[test]
    fn copies_are_compared_by_content() {
        let copy = LocalDraft { draft: draft(3, "một hai"), version: 3, at: 0.0 };
        assert_eq!(compare(&copy, &draft(5, "một hai")), LocalDraftState::Stored);
        assert_eq!(compare(&copy, &draft(3, "một")), LocalDraftState::Ahead);
        assert_eq!(compare(&copy, &draft(5, "một")), LocalDraftState::Beside);
    }

    #[test]
    fn storage_keys_are_separate() {
        let local_drafts = |user, kind, post| LocalDrafts { user, kind, post }.name(1);
        let names = [
            local_drafts(1, PostKind::Post, Some(2)),
            local_drafts(1, PostKind::Post, None),
            local_drafts(1, PostKind::Page, None),
            local_drafts(12, PostKind::Post, Some(2)),
        ];
        for (place, name) in names.iter().enumerate() {
            assert!(names.iter().skip(place + 1).all(|other| other != name));
        }
        // The prefix of one post must not match another post's keys.
        let beginning = LocalDrafts { user: 1, kind: PostKind::Post, post: Some(2) }.beginning();
        assert!(!LocalDrafts { user: 1, kind: PostKind::Post, post: Some(21) }.name(1).starts_with(&beginning));
    }

    #[test]
    fn lengths_differ_by_words() {
        assert_eq!(words_longer("một – hai\nba", "một"), 2);
        assert_eq!(words_longer("", "một **hai**"), -2);
    }
}

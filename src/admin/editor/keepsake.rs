//! What this device keeps of a post until the server has it: a copy for each time the editor was opened, so that two
//! tabs do not write over each other.

use serde::{Deserialize, Serialize};

use crate::browser::storage::{self, NotKept};
use crate::model::admin::post::{Draft, Kind};

/// A copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keepsake {
    pub draft: Draft,
    /// The version it was made from.
    pub version: i64,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// Whose copies of which post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub user: i64,
    pub kind: Kind,
    /// None: those that the server has never seen.
    pub post: Option<i64>,
}

impl Shelf {
    /// What the names of the copies begin with.
    fn beginning(self) -> String {
        let kind = match self.kind {
            Kind::Post => "post",
            Kind::Page => "page",
        };
        let post = self.post.map_or_else(|| "new".to_owned(), |id| id.to_string());
        format!("editor-{}-{kind}-{post}-", self.user)
    }

    /// The name of the copy of one sitting.
    pub fn name(self, sitting: u64) -> String {
        format!("{}{sitting}", self.beginning())
    }

    /// All copies but this sitting's, the newest first.
    pub fn others(self, sitting: u64) -> Vec<(String, Keepsake)> {
        let own = self.name(sitting);
        let names = storage::names(&self.beginning()).into_iter().filter(|name| *name != own);
        let mut copies = names.filter_map(|name| Some((name.clone(), recall(&name)?))).collect::<Vec<_>>();
        copies.sort_by(|(_, a), (_, b)| b.at.total_cmp(&a.at));
        copies
    }
}

/// The copy of this name.
pub fn recall(name: &str) -> Option<Keepsake> {
    storage::recall(name)
}

/// Keeps a copy.
pub fn keep(name: &str, copy: &Keepsake) -> Result<(), NotKept> {
    storage::try_keep(name, copy)
}

/// Forgets a copy.
pub fn forget(name: &str) {
    storage::forget(name);
}

/// Forgets a copy when it is what the server has.
pub fn forget_stored(name: &str, stored: &Draft) {
    if recall(name).is_some_and(|copy| is_same(&copy.draft, stored)) {
        forget(name);
    }
}

/// Whether two say the same, whatever version they are.
pub fn is_same(one: &Draft, other: &Draft) -> bool {
    let bare = |draft: &Draft| Draft { id: None, version: 0, ..draft.clone() };
    bare(one) == bare(other)
}

/// What a copy is, seen from what the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The server has it.
    Stored,
    /// It goes on from what the server has.
    Ahead,
    /// Somebody has saved since it was made.
    Beside,
}

/// Compares a copy with what the server has.
pub fn judge(copy: &Keepsake, stored: &Draft) -> Standing {
    match () {
        () if is_same(&copy.draft, stored) => Standing::Stored,
        () if copy.version == stored.version => Standing::Ahead,
        () => Standing::Beside,
    }
}

/// How many words longer a text is than another; negative when it is shorter.
pub fn words_longer(text: &str, than: &str) -> i64 {
    let words = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    words(text).cast_signed() as i64 - words(than).cast_signed() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(version: i64, source: &str) -> Draft {
        Draft { id: Some(7), version, source: source.to_owned(), ..Draft::default() }
    }

    #[test]
    fn copies_are_judged_by_what_they_say() {
        let copy = Keepsake { draft: draft(3, "một hai"), version: 3, at: 0.0 };
        assert_eq!(judge(&copy, &draft(5, "một hai")), Standing::Stored);
        assert_eq!(judge(&copy, &draft(3, "một")), Standing::Ahead);
        assert_eq!(judge(&copy, &draft(5, "một")), Standing::Beside);
    }

    #[test]
    fn shelves_are_apart() {
        let shelf = |user, kind, post| Shelf { user, kind, post }.name(1);
        let names = [
            shelf(1, Kind::Post, Some(2)),
            shelf(1, Kind::Post, None),
            shelf(1, Kind::Page, None),
            shelf(12, Kind::Post, Some(2)),
        ];
        for (place, name) in names.iter().enumerate() {
            assert!(names.iter().skip(place + 1).all(|other| other != name));
        }
        // The beginning of one is not that of another's.
        let beginning = Shelf { user: 1, kind: Kind::Post, post: Some(2) }.beginning();
        assert!(!Shelf { user: 1, kind: Kind::Post, post: Some(21) }.name(1).starts_with(&beginning));
    }

    #[test]
    fn lengths_differ_by_words() {
        assert_eq!(words_longer("một – hai\nba", "một"), 2);
        assert_eq!(words_longer("", "một **hai**"), -2);
    }
}

use leptos::prelude::*;

use crate::admin::form_fields::FormErrors;
use crate::model::admin::menu::{Menu, MenuItem};

/// An entry while it is edited. The key stays with it wherever it moves.
#[derive(Clone, Copy)]
pub struct MenuEntry {
    pub key: u32,
    pub title: RwSignal<String>,
    pub target: RwSignal<String>,
}

/// The menu while it is edited: nothing is stored until it is saved as a whole.
#[derive(Clone, Copy)]
pub struct MenuEditorState {
    pub entries: RwSignal<Vec<MenuEntry>>,
    /// What is stored.
    pub known: RwSignal<Vec<MenuItem>>,
    /// What editing began with: that, or the automatic menu.
    start: RwSignal<Vec<MenuItem>>,
    pub dangling: RwSignal<Vec<String>>,
    pub errors: FormErrors,
    pub is_sending: RwSignal<bool>,
    /// What has been done, for screen readers.
    pub announcement: RwSignal<String>,
    /// Which entry's form is open.
    pub open: RwSignal<Option<u32>>,
    next: StoredValue<u32>,
}

impl MenuEditorState {
    /// Begins with the menu that somebody has made, else with the automatic one.
    pub fn new(menu: &Menu) -> MenuEditorState {
        let editor = MenuEditorState {
            entries: RwSignal::new(Vec::new()),
            known: RwSignal::new(Vec::new()),
            start: RwSignal::new(Vec::new()),
            dangling: RwSignal::new(Vec::new()),
            errors: FormErrors::new(),
            is_sending: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
            open: RwSignal::new(None),
            next: StoredValue::new(0),
        };
        editor.fill(menu);
        editor
    }

    /// Shows what is stored now.
    pub fn fill(self, menu: &Menu) {
        let items = if menu.items.is_empty() { &menu.automatic } else { &menu.items };
        self.known.set(menu.items.clone());
        self.start.set(items.clone());
        self.dangling.set(menu.dangling.clone());
        self.open.set(None);
        // Entries that stay as they are keep their places in the page, and with them the focus.
        if self.items() != *items {
            self.put_back(items.clone());
        }
    }

    /// Edits these entries; they are not stored by this.
    pub fn put_back(self, items: Vec<MenuItem>) {
        let entries = items.into_iter().map(|item| self.entry(item)).collect();
        self.entries.set(entries);
    }

    fn entry(self, item: MenuItem) -> MenuEntry {
        let key = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        let (title, target) = (RwSignal::new(item.title), RwSignal::new(item.target));
        MenuEntry { key: key.unwrap_or_default(), title, target }
    }

    /// The entries as they would be stored.
    pub fn items(self) -> Vec<MenuItem> {
        let item =
            |entry: &MenuEntry| MenuItem { title: entry.title.get_untracked(), target: entry.target.get_untracked() };
        self.entries.with_untracked(|entries| entries.iter().map(item).collect())
    }

    /// Whether something differs from what editing began with.
    pub fn is_changed(self) -> bool {
        let item = |entry: &MenuEntry| MenuItem { title: entry.title.get(), target: entry.target.get() };
        self.entries.with(|entries| entries.iter().map(item).collect::<Vec<_>>()) != self.start.get()
    }

    /// Whether there is no entry.
    pub fn is_empty(self) -> bool {
        self.entries.with(Vec::is_empty)
    }

    /// Whether an entry leads there already.
    pub fn has(self, target: &str) -> bool {
        self.entries.with(|entries| entries.iter().any(|entry| entry.target.with(|known| known == target)))
    }

    /// Where an entry stands, from 0, and how many there are.
    pub fn place(self, key: u32) -> (usize, usize) {
        self.entries.with(|entries| {
            let place = entries.iter().position(|entry| entry.key == key);
            (place.unwrap_or_default(), entries.len())
        })
    }

    /// Adds an entry at the end.
    pub fn add(self, item: MenuItem) {
        let entry = self.entry(item);
        self.entries.update(|entries| entries.push(entry));
    }

    /// Removes an entry.
    pub fn remove(self, key: u32) {
        self.errors.clear();
        self.entries.update(|entries| entries.retain(|entry| entry.key != key));
    }

    /// Moves an entry by one place; tells whether there was room.
    pub fn shift(self, key: u32, direction: Direction) -> bool {
        let (from, count) = untrack(|| self.place(key));
        let to = match direction {
            Direction::Up => from.checked_sub(1),
            Direction::Down => Some(from + 1).filter(|to| *to < count),
        };
        let Some(to) = to else { return false };
        self.errors.clear();
        self.entries.update(|entries| entries.swap(from, to));
        true
    }
}

/// Where an entry is moved.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

use leptos::prelude::*;

use crate::admin::form_errors::FormErrors;
use crate::model::admin::menu::{Menu, MenuItem};

/// A menu item in the editor. The key identifies it when it moves.
#[derive(Clone, Copy)]
pub struct MenuEntry {
    pub key: u32,
    pub title: RwSignal<String>,
    pub target: RwSignal<String>,
}

/// State of the menu editor. Nothing is stored until the menu is saved as a whole.
#[derive(Clone, Copy)]
pub struct MenuEditorState {
    pub entries: RwSignal<Vec<MenuEntry>>,
    /// The saved menu.
    pub known: RwSignal<Vec<MenuItem>>,
    /// The initial content: the saved menu, or the default one.
    start: RwSignal<Vec<MenuItem>>,
    pub dangling: RwSignal<Vec<String>>,
    pub errors: FormErrors,
    pub is_sending: RwSignal<bool>,
    /// Text of the live region for screen readers.
    pub announcement: RwSignal<String>,
    /// Key of the item whose form is open.
    pub open: RwSignal<Option<u32>>,
    next: StoredValue<u32>,
}

impl MenuEditorState {
    /// Creates the state from the saved menu, or else from the default one.
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

    /// Resets the editor to the saved menu.
    pub fn fill(self, menu: &Menu) {
        let items = if menu.items.is_empty() { &menu.automatic } else { &menu.items };
        self.known.set(menu.items.clone());
        self.start.set(items.clone());
        self.dangling.set(menu.dangling.clone());
        self.open.set(None);
        // Unchanged items keep their DOM nodes, and with them the focus.
        if self.items() != *items {
            self.put_back(items.clone());
        }
    }

    /// Replaces the items in the editor without saving them.
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

    /// Returns the items as they would be saved.
    pub fn items(self) -> Vec<MenuItem> {
        let item =
            |entry: &MenuEntry| MenuItem { title: entry.title.get_untracked(), target: entry.target.get_untracked() };
        self.entries.with_untracked(|entries| entries.iter().map(item).collect())
    }

    /// Returns whether the items differ from the initial content.
    pub fn is_changed(self) -> bool {
        let item = |entry: &MenuEntry| MenuItem { title: entry.title.get(), target: entry.target.get() };
        self.entries.with(|entries| entries.iter().map(item).collect::<Vec<_>>()) != self.start.get()
    }

    /// Returns whether there is no item.
    pub fn is_empty(self) -> bool {
        self.entries.with(Vec::is_empty)
    }

    /// Returns whether an item has this target.
    pub fn has(self, target: &str) -> bool {
        self.entries.with(|entries| entries.iter().any(|entry| entry.target.with(|known| known == target)))
    }

    /// Returns the index of an item, and the number of items.
    pub fn place(self, key: u32) -> (usize, usize) {
        self.entries.with(|entries| {
            let place = entries.iter().position(|entry| entry.key == key);
            (place.unwrap_or_default(), entries.len())
        })
    }

    /// Appends an item.
    pub fn add(self, item: MenuItem) {
        let entry = self.entry(item);
        self.entries.update(|entries| entries.push(entry));
    }

    /// Removes an item.
    pub fn remove(self, key: u32) {
        self.errors.clear();
        self.entries.update(|entries| entries.retain(|entry| entry.key != key));
    }

    /// Moves an item by one position. Returns false if it is at the end already.
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

/// Direction of a move.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

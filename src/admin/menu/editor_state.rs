use leptos::prelude::*;

use crate::admin::form_errors::FormErrors;
use crate::model::admin::menu::{Menu, MenuItem, MenuPlace};

/// A menu item in the editor. The key identifies it when it moves.
#[derive(Clone, Copy)]
pub struct MenuEntry {
    pub key: u32,
    pub title: RwSignal<String>,
    pub target: RwSignal<String>,
    pub place: MenuPlace,
    /// Whether it is below the last item of the first level before it.
    pub is_below: RwSignal<bool>,
}

impl MenuEntry {
    fn item(&self) -> MenuItem {
        let (title, target) = (self.title.get(), self.target.get());
        MenuItem { title, target, place: self.place, is_below: self.is_below.get() }
    }
}

/// State of the menu editor. Nothing is stored until the menus are saved as a whole.
#[derive(Clone, Copy)]
pub struct MenuEditorState {
    /// The entries of all places.
    pub entries: RwSignal<Vec<MenuEntry>>,
    /// The place that is shown.
    pub place: RwSignal<MenuPlace>,
    /// The saved items.
    pub known: RwSignal<Vec<MenuItem>>,
    /// The initial content: the saved items, or the default ones.
    start: RwSignal<Vec<MenuItem>>,
    pub dangling: RwSignal<Vec<String>>,
    pub errors: FormErrors,
    pub is_sending: RwSignal<bool>,
    /// Text of the live region for screen readers.
    pub announcement: RwSignal<String>,
    /// Key of the item whose form is open.
    pub open: RwSignal<Option<u32>>,
    /// Key of the item that is being dragged.
    pub dragged: RwSignal<Option<u32>>,
    next: StoredValue<u32>,
}

impl MenuEditorState {
    /// Creates the state from the saved menus, or else from the default one.
    pub fn new(menu: &Menu) -> MenuEditorState {
        let editor = MenuEditorState {
            entries: RwSignal::new(Vec::new()),
            place: RwSignal::new(MenuPlace::Header),
            known: RwSignal::new(Vec::new()),
            start: RwSignal::new(Vec::new()),
            dangling: RwSignal::new(Vec::new()),
            errors: FormErrors::new(),
            is_sending: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
            open: RwSignal::new(None),
            dragged: RwSignal::new(None),
            next: StoredValue::new(0),
        };
        editor.fill(menu);
        editor
    }

    /// Resets the editor to the saved menus.
    pub fn fill(self, menu: &Menu) {
        let has_header = menu.items.iter().any(|item| item.place == MenuPlace::Header);
        let automatic = if has_header { [].iter() } else { menu.automatic.iter() };
        let mut items: Vec<MenuItem> = automatic.chain(&menu.items).cloned().collect();
        items.sort_by_key(|item| item.place);
        self.known.set(menu.items.clone());
        self.start.set(items.clone());
        self.dangling.set(menu.dangling.clone());
        self.open.set(None);
        // Unchanged items keep their DOM nodes, and with them the focus.
        if untrack(|| self.items()) != items {
            let entries = items.into_iter().map(|item| self.entry(item)).collect();
            self.entries.set(entries);
        }
    }

    fn entry(self, item: MenuItem) -> MenuEntry {
        let key = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        MenuEntry {
            key: key.unwrap_or_default(),
            title: RwSignal::new(item.title),
            target: RwSignal::new(item.target),
            place: item.place,
            is_below: RwSignal::new(item.is_below),
        }
    }

    /// Returns the items as they would be saved.
    pub fn items(self) -> Vec<MenuItem> {
        self.entries.with(|entries| entries.iter().map(MenuEntry::item).collect())
    }

    /// Returns whether the items differ from the initial content.
    pub fn is_changed(self) -> bool {
        self.items() != self.start.get()
    }

    /// Returns whether the header has saved items.
    pub fn is_made(self) -> bool {
        self.known.with(|known| known.iter().any(|item| item.place == MenuPlace::Header))
    }

    /// Returns the entries of the place that is shown.
    pub fn shown(self) -> Vec<MenuEntry> {
        let place = self.place.get();
        self.entries.with(|entries| entries.iter().filter(|entry| entry.place == place).copied().collect())
    }

    /// Returns whether an item of the shown place has this target.
    pub fn has(self, target: &str) -> bool {
        self.shown().iter().any(|entry| entry.target.with(|known| known == target))
    }

    /// Returns the index of an item among those of its place, and their number.
    pub fn position(self, key: u32) -> (usize, usize) {
        let shown = self.shown();
        (shown.iter().position(|entry| entry.key == key).unwrap_or_default(), shown.len())
    }

    /// Returns the index of an item among all, by which the server names it in errors.
    pub fn index(self, key: u32) -> usize {
        self.entries.with(|entries| entries.iter().position(|entry| entry.key == key)).unwrap_or_default()
    }

    /// Returns the place of the first item that the server has refused.
    pub fn place_of_error(self) -> Option<MenuPlace> {
        let has_error = |field: &str| self.errors.of(field).is_some();
        // Tracked although there may be no entry.
        has_error("");
        let entries = self.entries.get_untracked();
        let is_refused =
            |index: usize| has_error(&format!("item-{index}-title")) || has_error(&format!("item-{index}-target"));
        entries.iter().enumerate().find(|(index, _)| is_refused(*index)).map(|(_, entry)| entry.place)
    }

    /// Appends an item to the shown place.
    pub fn add(self, title: String, target: String) {
        let place = self.place.get_untracked();
        let entry = self.entry(MenuItem { title, target, place, is_below: false });
        self.entries.update(|entries| {
            let after = entries.iter().rposition(|other| other.place <= place);
            entries.insert(after.map_or(0, |last| last + 1), entry);
        });
    }

    /// Removes an item.
    pub fn remove(self, key: u32) {
        self.errors.clear();
        self.entries.update(|entries| entries.retain(|entry| entry.key != key));
        self.settle();
    }

    /// Moves an item by one position. Returns false if it is at the end already.
    pub fn shift(self, key: u32, direction: Direction) -> bool {
        let (from, count) = untrack(|| self.position(key));
        let to = match direction {
            Direction::Up => from.checked_sub(1),
            Direction::Down => Some(from + 1).filter(|to| *to < count),
        };
        let Some(to) = to else { return false };
        let other = untrack(|| self.shown())[to].key;
        self.put_at(key, other);
        true
    }

    /// Moves an item to the position of another of the same place.
    pub fn put_at(self, key: u32, other: u32) {
        let (from, to) = untrack(|| (self.index(key), self.index(other)));
        if from == to {
            return;
        }
        self.errors.clear();
        self.entries.update(|entries| {
            let entry = entries.remove(from);
            entries.insert(to, entry);
        });
        self.settle();
    }

    /// Returns the item of the first level that an item is below, or would be.
    pub fn above(self, key: u32) -> Option<MenuEntry> {
        let shown = self.shown();
        let position = shown.iter().position(|entry| entry.key == key)?;
        shown[..position].iter().rev().find(|entry| !entry.is_below.get()).copied()
    }

    /// The first item of a place has none above it.
    fn settle(self) {
        for place in MenuPlace::ALL {
            let first =
                self.entries.with_untracked(|entries| entries.iter().find(|entry| entry.place == place).copied());
            if let Some(first) = first.filter(|first| first.is_below.get_untracked()) {
                first.is_below.set(false);
            }
        }
    }
}

/// Direction of a move.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

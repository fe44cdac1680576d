use leptos::prelude::*;

use crate::admin::form_fields::FormErrors;
use crate::model::admin::setting::{EditableSettings, Setting, SettingChange};

/// A setting while it is edited.
#[derive(Clone, Copy)]
pub struct SettingEntry {
    /// As the server knows it.
    pub known: RwSignal<Setting>,
    pub value: RwSignal<String>,
    /// Whether it is to go back to what file and environment say, and the value that is shown meanwhile.
    reset: RwSignal<Option<String>>,
}

/// The settings while they are edited.
#[derive(Clone, Copy)]
pub struct SettingsFormState {
    entries: StoredValue<Vec<SettingEntry>>,
    pub errors: FormErrors,
}

impl SettingsFormState {
    /// Begins with what is in force.
    pub fn new(board: &EditableSettings) -> SettingsFormState {
        let entry = |setting: &Setting| SettingEntry {
            known: RwSignal::new(setting.clone()),
            value: RwSignal::new(setting.value.clone()),
            reset: RwSignal::new(None),
        };
        let entries = StoredValue::new(board.settings.iter().map(entry).collect());
        SettingsFormState { entries, errors: FormErrors::new() }
    }

    /// The entry of a name. `None` when there is no such setting.
    pub fn find(self, name: &str) -> Option<SettingEntry> {
        let find = |entries: &Vec<SettingEntry>| {
            entries.iter().find(|entry| entry.known.with_untracked(|known| known.name == name)).copied()
        };
        self.entries.with_value(find)
    }

    /// Shows what is in force now.
    pub fn fill(self, board: &EditableSettings) {
        for setting in &board.settings {
            if let Some(entry) = self.find(&setting.name) {
                entry.known.set(setting.clone());
                entry.value.set(setting.value.clone());
                entry.reset.set(None);
            }
        }
    }

    /// What is to be saved.
    pub fn changes(self) -> Vec<SettingChange> {
        let entries = self.entries.get_value();
        let changed = entries.into_iter().filter(|entry| entry.is_changed());
        changed.map(SettingEntry::change).collect()
    }

    /// How many settings differ from what is in force.
    pub fn count(self) -> usize {
        self.entries.get_value().into_iter().filter(|entry| entry.is_changed()).count()
    }
}

impl SettingEntry {
    /// Whether it is to go back; typing something else takes that back.
    pub fn is_reset(self) -> bool {
        self.reset.with(|reset| reset.as_ref() == Some(&self.value.get()))
    }

    /// Lets it go back to what file and environment say, once it is saved.
    pub fn reset(self) {
        let given = self.known.with_untracked(|known| known.given.clone());
        self.value.set(given.clone());
        self.reset.set(Some(given));
    }

    fn is_changed(self) -> bool {
        self.is_reset() || self.known.with(|known| known.value != self.value.get())
    }

    fn change(self) -> SettingChange {
        let value = (!untrack(|| self.is_reset())).then(|| self.value.get_untracked());
        SettingChange { name: self.known.with_untracked(|known| known.name.clone()), value }
    }
}

use leptos::prelude::*;

use crate::admin::form_errors::FormErrors;
use crate::model::admin::front_page::FrontPageArrangement;
use crate::model::front_page::{PostChoice, Section, SectionKind, SectionLayout};

/// The choices of editors, in the order of their values.
pub const CHOICES: [PostChoice; 3] = [PostChoice::Newest, PostChoice::Pinned, PostChoice::Picked];

/// A section in the editor. The key identifies it when it moves.
#[derive(Clone, Copy)]
pub struct SectionEntry {
    pub key: u32,
    pub kind: SectionKind,
    /// The index in [`SectionLayout::ALL`].
    pub layout: RwSignal<String>,
    /// The index in [`CHOICES`].
    pub choice: RwSignal<String>,
    pub heading: RwSignal<String>,
    pub source: RwSignal<String>,
    pub posts: RwSignal<Vec<String>>,
    /// As typed.
    pub count: RwSignal<String>,
    pub has_link: RwSignal<bool>,
    pub may_repeat: RwSignal<bool>,
    pub text: RwSignal<String>,
}

impl SectionEntry {
    fn new(key: u32, section: &Section) -> SectionEntry {
        let layout = SectionLayout::ALL.iter().position(|layout| *layout == section.layout).unwrap_or_default();
        let choice = CHOICES.iter().position(|choice| *choice == section.choice).unwrap_or_default();
        SectionEntry {
            key,
            kind: section.kind,
            layout: RwSignal::new(layout.to_string()),
            choice: RwSignal::new(choice.to_string()),
            heading: RwSignal::new(section.heading.clone()),
            source: RwSignal::new(section.source.clone()),
            posts: RwSignal::new(section.posts.clone()),
            count: RwSignal::new(section.count.to_string()),
            has_link: RwSignal::new(section.has_link),
            may_repeat: RwSignal::new(section.may_repeat),
            text: RwSignal::new(section.text.clone()),
        }
    }

    /// Returns which posts come first.
    pub fn chosen(self) -> PostChoice {
        let at: usize = self.choice.get().parse().unwrap_or_default();
        CHOICES.get(at).copied().unwrap_or_default()
    }

    /// Returns the section as it would be saved. A count that is no number is one that the server rejects.
    pub fn section(self) -> Section {
        let layout: usize = self.layout.get().parse().unwrap_or_default();
        Section {
            kind: self.kind,
            layout: SectionLayout::ALL.get(layout).copied().unwrap_or_default(),
            choice: self.chosen(),
            heading: self.heading.get(),
            source: self.source.get(),
            posts: self.posts.get(),
            count: self.count.get().trim().parse().unwrap_or(u32::MAX),
            has_link: self.has_link.get(),
            may_repeat: self.may_repeat.get(),
            text: self.text.get(),
        }
    }
}

/// State of the editor. Nothing is stored until the front page is saved as a whole.
#[derive(Clone, Copy)]
pub struct FrontPageState {
    pub entries: RwSignal<Vec<SectionEntry>>,
    /// What is stored, and what sections can be made of.
    pub stored: RwSignal<FrontPageArrangement>,
    /// Slugs and titles of posts that were picked here.
    pub titles: RwSignal<Vec<(String, String)>>,
    pub errors: FormErrors,
    pub is_sending: RwSignal<bool>,
    pub is_in_conflict: RwSignal<bool>,
    /// Text of the live region for screen readers.
    pub announcement: RwSignal<String>,
    /// Key of the section whose form is open.
    pub open: RwSignal<Option<u32>>,
    /// Key of the section that is being dragged.
    pub dragged: RwSignal<Option<u32>>,
    next: StoredValue<u32>,
}

impl FrontPageState {
    /// Creates the state from the stored sections, or else from the automatic ones.
    pub fn new(arrangement: FrontPageArrangement) -> FrontPageState {
        let state = FrontPageState {
            entries: RwSignal::new(Vec::new()),
            stored: RwSignal::new(arrangement.clone()),
            titles: RwSignal::new(Vec::new()),
            errors: FormErrors::new(),
            is_sending: RwSignal::new(false),
            is_in_conflict: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
            open: RwSignal::new(None),
            dragged: RwSignal::new(None),
            next: StoredValue::new(0),
        };
        state.fill(arrangement);
        state
    }

    /// Resets the editor to what is stored.
    pub fn fill(self, arrangement: FrontPageArrangement) {
        let sections = start(&arrangement);
        // Unchanged sections keep their DOM nodes, and with them the focus.
        if untrack(|| self.sections()) != sections {
            self.entries.set(sections.iter().map(|section| self.entry(section)).collect());
        }
        self.is_in_conflict.set(false);
        self.open.set(None);
        self.stored.set(arrangement);
    }

    fn entry(self, section: &Section) -> SectionEntry {
        let key = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        SectionEntry::new(key.unwrap_or_default(), section)
    }

    /// Returns the sections as they would be saved.
    pub fn sections(self) -> Vec<Section> {
        self.entries.get().into_iter().map(SectionEntry::section).collect()
    }

    /// Returns whether the sections differ from what is stored.
    pub fn is_changed(self) -> bool {
        self.sections() != self.stored.with(start)
    }

    /// Returns whether nobody has arranged the front page.
    pub fn is_automatic(self) -> bool {
        self.stored.with(|stored| stored.sections.is_empty())
    }

    /// Returns the index of a section, and the number of sections.
    pub fn place(self, key: u32) -> (usize, usize) {
        self.entries.with(|entries| {
            let place = entries.iter().position(|entry| entry.key == key);
            (place.unwrap_or_default(), entries.len())
        })
    }

    /// Returns the title of a post, if it is known.
    pub fn title(self, slug: &str) -> Option<String> {
        let find = |titles: &[(String, String)]| {
            titles.iter().find(|(known, _)| known == slug).map(|(_, title)| title.clone())
        };
        self.titles.with(|titles| find(titles)).or_else(|| self.stored.with(|stored| find(&stored.titles)))
    }

    /// Appends a section and opens its form.
    pub fn add(self, kind: SectionKind) {
        let entry = self.entry(&Section::new(kind));
        self.entries.update(|entries| entries.push(entry));
        self.open.set(Some(entry.key));
    }

    /// Removes a section.
    pub fn remove(self, key: u32) {
        self.errors.clear();
        self.entries.update(|entries| entries.retain(|entry| entry.key != key));
    }

    /// Moves a section to an index. Returns false if it is there already.
    pub fn move_to(self, key: u32, to: usize) -> bool {
        let (from, count) = untrack(|| self.place(key));
        if to >= count || from == to {
            return false;
        }
        // Errors belong to sections by their index.
        self.errors.clear();
        self.entries.update(|entries| {
            let entry = entries.remove(from);
            entries.insert(to, entry);
        });
        true
    }
}

fn start(arrangement: &FrontPageArrangement) -> Vec<Section> {
    match arrangement.sections.as_slice() {
        [] => arrangement.automatic.clone(),
        stored => stored.to_vec(),
    }
}

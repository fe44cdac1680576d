use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::editor_state::EditorState;
use super::markdown_commands::{self, LineMark};
use super::textarea;
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::editor::EditorTexts;

/// Tools of the toolbar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Bold,
    Italic,
    Heading,
    Link,
    Quote,
    List,
    Numbered,
    Code,
    Picture,
    Undo,
    Redo,
}

impl Tool {
    const ALL: [Tool; 11] = [
        Tool::Bold,
        Tool::Italic,
        Tool::Heading,
        Tool::Link,
        Tool::Quote,
        Tool::List,
        Tool::Numbered,
        Tool::Code,
        Tool::Picture,
        Tool::Undo,
        Tool::Redo,
    ];

    fn icon(self) -> Icon {
        match self {
            Tool::Bold => Icon::Bold,
            Tool::Italic => Icon::Italic,
            Tool::Heading => Icon::Heading,
            Tool::Link => Icon::Link,
            Tool::Quote => Icon::Quote,
            Tool::List => Icon::List,
            Tool::Numbered => Icon::Numbered,
            Tool::Code => Icon::Code,
            Tool::Picture => Icon::Picture,
            Tool::Undo => Icon::Undo,
            Tool::Redo => Icon::Redo,
        }
    }

    fn name(self, texts: &EditorTexts) -> &'static str {
        match self {
            Tool::Bold => texts.bold,
            Tool::Italic => texts.italic,
            Tool::Heading => texts.heading,
            Tool::Link => texts.link,
            Tool::Quote => texts.quote,
            Tool::List => texts.list,
            Tool::Numbered => texts.numbered,
            Tool::Code => texts.code,
            Tool::Picture => texts.picture,
            Tool::Undo => texts.undo,
            Tool::Redo => texts.redo,
        }
    }

    /// Returns the shortcut, besides Control, or Command on a Mac: whether Shift and Alt are pressed, and the key's
    /// code.
    fn keys(self) -> (bool, bool, &'static str) {
        match self {
            Tool::Bold => (false, false, "KeyB"),
            Tool::Italic => (false, false, "KeyI"),
            Tool::Heading => (false, true, "Digit2"),
            Tool::Link => (false, false, "KeyK"),
            Tool::Quote => (true, false, "Digit9"),
            Tool::List => (true, false, "Digit8"),
            Tool::Numbered => (true, false, "Digit7"),
            Tool::Code => (false, false, "KeyE"),
            Tool::Picture => (false, true, "KeyM"),
            Tool::Undo => (false, false, "KeyZ"),
            Tool::Redo => (true, false, "KeyZ"),
        }
    }

    /// Returns the shortcut for `aria-keyshortcuts` and the tooltip.
    fn shortcut(self) -> String {
        let (shift, alt, key) = self.keys();
        let key = key.trim_start_matches("Key").trim_start_matches("Digit");
        format!("Control+{}{}{key}", if shift { "Shift+" } else { "" }, if alt { "Alt+" } else { "" })
    }

    /// Returns the tool of a key event. Undo and redo are left to the browser.
    pub fn of(event: &KeyboardEvent) -> Option<Tool> {
        if !(event.ctrl_key() || event.meta_key()) {
            return None;
        }
        let pressed = (event.shift_key(), event.alt_key(), event.code());
        let is_pressed = |tool: &Tool| {
            let (shift, alt, key) = tool.keys();
            (shift, alt) == (pressed.0, pressed.1) && key == pressed.2
        };
        Tool::ALL.into_iter().filter(|tool| !matches!(tool, Tool::Undo | Tool::Redo)).find(is_pressed)
    }

    /// Applies the tool to the text. `pick` opens the image picker.
    pub fn apply(self, pick: Callback<()>) {
        match self {
            Tool::Bold => textarea::edit(|text, at| markdown_commands::wrap(text, at, "**")),
            Tool::Italic => textarea::edit(|text, at| markdown_commands::wrap(text, at, "*")),
            Tool::Heading => textarea::edit(|text, at| markdown_commands::mark_lines(text, at, LineMark::Heading)),
            Tool::Link => textarea::edit(markdown_commands::link),
            Tool::Quote => textarea::edit(|text, at| markdown_commands::mark_lines(text, at, LineMark::Quote)),
            Tool::List => textarea::edit(|text, at| markdown_commands::mark_lines(text, at, LineMark::List)),
            Tool::Numbered => textarea::edit(|text, at| markdown_commands::mark_lines(text, at, LineMark::Numbered)),
            Tool::Code => textarea::edit(markdown_commands::code),
            Tool::Picture => pick.run(()),
            Tool::Undo => textarea::command("undo"),
            Tool::Redo => textarea::command("redo"),
        }
    }
}

/// Renders the toolbar.
#[component]
pub fn Toolbar(editor: EditorState, pick: Callback<()>) -> impl IntoView {
    let texts = &editor.texts.editor;
    let button = move |tool: Tool| {
        let name = tool.name(texts);
        let keys = tool.shortcut();
        view! {
            // Pressing a button must not take the focus and the selection from the text.
            <button
                type="button"
                class:end=tool == Tool::Undo
                aria-label=name
                title=format!("{name} ({})", keys.replace("Control", "Ctrl"))
                aria-keyshortcuts=keys.clone()
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| tool.apply(pick)
            >
                <IconImage icon=tool.icon() />
            </button>
        }
    };
    let gap = || view! { <span class="gap"></span> };
    view! {
        <div class="toolbar" role="group" aria-label=texts.formatting>
            {Tool::ALL[..3].iter().map(|tool| button(*tool)).collect_view()}
            {gap()}
            {Tool::ALL[3..8].iter().map(|tool| button(*tool)).collect_view()}
            {gap()}
            {Tool::ALL[8..].iter().map(|tool| button(*tool)).collect_view()}
        </div>
    }
}

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::EditorState;
use crate::admin::dialog::Dialog;
use crate::admin::error_page::error_text;
use crate::api::admin::revisions::compare_draft;
use crate::i18n::admin::editor::EditorTexts;
use crate::model::admin::difference::{Difference, DifferenceLine, DifferencePart, Formatting};
use crate::model::admin::post::{PostChanges, PostDraft};

/// Renders the differences of a post's title, excerpt and body.
pub fn show_changes(texts: &'static EditorTexts, changes: PostChanges) -> impl IntoView {
    let PostChanges { title, excerpt, body } = changes;
    let parts = [(texts.post_title, title), (texts.excerpt, excerpt), (texts.body_title, body)];
    let changed = parts.into_iter().filter(|(_, difference)| difference.added + difference.removed > 0);
    let changed = changed.map(|(name, difference)| show_change(texts, name, difference)).collect::<Vec<_>>();
    match changed.is_empty() {
        true => view! { <p class="hint">{texts.no_change}</p> }.into_any(),
        false => changed.into_any(),
    }
}

fn show_change(texts: &'static EditorTexts, name: &'static str, difference: Difference) -> impl IntoView {
    let lines = without_echoes(difference.lines).into_iter().map(|line| match line {
        DifferenceLine::Same(text) => view! { <div>{show_formatted(&full(text), &mut Vec::new())}</div> }.into_any(),
        DifferenceLine::Removed(parts) => {
            let parts = show_parts(parts, |text| view! { <del>{text}</del> }.into_any());
            view! { <div>{parts}</div> }.into_any()
        }
        DifferenceLine::Added(parts) => {
            let parts = show_parts(parts, |text| view! { <ins>{text}</ins> }.into_any());
            view! { <div>{parts}</div> }.into_any()
        }
        DifferenceLine::Skipped(count) => view! { <div class="skipped">{(texts.skipped)(count)}</div> }.into_any(),
    });
    view! {
        <div class="change-of">
            <h4>{name}</h4>
            <div class="text">{lines.collect_view()}</div>
        </div>
    }
}

fn show_parts(parts: Vec<DifferencePart>, mark: fn(Vec<AnyView>) -> AnyView) -> Vec<AnyView> {
    // A line without changed words has no counterpart, so the whole line is marked.
    let is_whole = !parts.iter().any(|part| matches!(part, DifferencePart::Changed(_)));
    let mut open = Vec::new();
    let mut show = |text: &str| show_formatted(text, &mut open);
    let parts = parts.into_iter().map(|part| match part {
        DifferencePart::Kept(text) if is_whole => mark(show(&full(text))),
        DifferencePart::Kept(text) => show(&text).into_any(),
        DifferencePart::Changed(text) => mark(show(&text)),
    });
    parts.collect()
}

/// Shows a text with its formatting. `open` has the formatting that begins before the text, and then that which ends
/// after it.
fn show_formatted(text: &str, open: &mut Vec<Formatting>) -> Vec<AnyView> {
    let mut shown = Vec::new();
    let mut piece = String::new();
    for c in text.chars() {
        let Some((formatting, begins)) = Formatting::of(c) else {
            piece.push(c);
            continue;
        };
        if !piece.is_empty() {
            shown.push(wrap(std::mem::take(&mut piece), open));
        }
        match begins {
            true => open.push(formatting),
            false => open.retain(|other| *other != formatting),
        }
    }
    shown.push(wrap(piece, open));
    shown
}

fn wrap(text: String, formatting: &[Formatting]) -> AnyView {
    formatting.iter().rev().fold(text.into_any(), |inner, formatting| match formatting {
        Formatting::Strong => view! { <strong>{inner}</strong> }.into_any(),
        Formatting::Emphasis => view! { <em>{inner}</em> }.into_any(),
        Formatting::Strike => view! { <s>{inner}</s> }.into_any(),
        Formatting::Code => view! { <code>{inner}</code> }.into_any(),
        Formatting::Link => view! { <span class="link">{inner}</span> }.into_any(),
        Formatting::Heading => view! { <span class="heading">{inner}</span> }.into_any(),
    })
}

/// Omits lines without marked words if their counterpart contains all of their words and marks the rest.
fn without_echoes(mut lines: Vec<DifferenceLine>) -> Vec<DifferenceLine> {
    let shown = lines.iter().filter_map(kept_text).filter(|(_, is_marked)| *is_marked).map(|(text, _)| text);
    let shown = shown.collect::<Vec<_>>();
    lines.retain(|line| kept_text(line).is_none_or(|(text, is_marked)| is_marked || !shown.contains(&text)));
    lines
}

/// Returns the text that a changed line shares with its counterpart, and whether it has marked words.
fn kept_text(line: &DifferenceLine) -> Option<(String, bool)> {
    let (DifferenceLine::Removed(parts) | DifferenceLine::Added(parts)) = line else { return None };
    let kept = parts.iter().filter_map(|part| match part {
        DifferencePart::Kept(text) => Some(text.as_str()),
        DifferencePart::Changed(_) => None,
    });
    Some((kept.collect(), parts.iter().any(|part| matches!(part, DifferencePart::Changed(_)))))
}

/// Gives an empty line the same height as the others.
fn full(text: String) -> String {
    if text.is_empty() { "\u{a0}".to_owned() } else { text }
}

/// State of the dialog that compares a draft with the saved post.
#[derive(Clone, Copy)]
pub struct DraftComparison {
    open: RwSignal<bool>,
    changes: RwSignal<Option<Result<PostChanges, String>>>,
}

impl DraftComparison {
    /// Creates the state with a closed dialog.
    pub fn new() -> Self {
        DraftComparison { open: RwSignal::new(false), changes: RwSignal::new(None) }
    }

    /// Fetches the difference and opens the dialog.
    pub fn ask(self, editor: EditorState, draft: PostDraft) {
        let draft = PostDraft { id: editor.id.get_untracked(), ..draft };
        let owner = Owner::current();
        self.changes.set(None);
        self.open.set(true);
        spawn_local(async move {
            let answer = compare_draft(draft).await;
            editor.expiry.note(&answer);
            let say = |error| owner.as_ref().map_or_else(String::new, |owner| owner.with(|| error_text(&error)));
            self.changes.set(Some(answer.map_err(say)));
        });
    }
}

/// Renders the dialog.
#[component]
pub fn ComparisonDialog(editor: EditorState, comparing: DraftComparison) -> impl IntoView {
    let texts = &editor.texts.editor;
    let shown = move || match comparing.changes.get() {
        None => view! { <p class="hint" role="status">{editor.texts.layout.loading}</p> }.into_any(),
        Some(Ok(changes)) => show_changes(texts, changes).into_any(),
        Some(Err(words)) => view! { <p role="alert">{words}</p> }.into_any(),
    };
    view! {
        <Dialog id="comparison" title=texts.comparison_title open=comparing.open large=true>
            <div class="body" tabindex="0" role="group" aria-label=texts.comparison_title>
                <p class="hint">{texts.comparison_hint}</p>
                <section class="difference" aria-labelledby="comparison-changes">
                    <h3 class="visually-hidden" id="comparison-changes">{texts.changes}</h3>
                    {shown}
                </section>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_only_grew_is_shown_once() {
        let kept = |text: &str| DifferencePart::Kept(text.to_owned());
        let changed = |text: &str| DifferencePart::Changed(text.to_owned());
        let grown = DifferenceLine::Added(vec![kept("một"), changed(" hai")]);
        let lines = vec![DifferenceLine::Removed(vec![kept("một")]), grown.clone()];
        assert_eq!(without_echoes(lines), [grown]);
        // A removed line has no counterpart.
        let gone = vec![DifferenceLine::Removed(vec![kept("ba")]), DifferenceLine::Same("một".to_owned())];
        assert_eq!(without_echoes(gone.clone()), gone);
        let both = vec![
            DifferenceLine::Removed(vec![kept("a "), changed("b")]),
            DifferenceLine::Added(vec![kept("a "), changed("c")]),
        ];
        assert_eq!(without_echoes(both.clone()), both);
    }
}

use leptos::prelude::*;

use super::editor_state::{EditorPane, EditorState, LocalCopyState, SaveState};
use super::publish_button::PublishButton;
use crate::admin::icon::{Icon, IconImage};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::post::{PostKind, PostStatus};

/// Renders the bar of the editor: back link, save status, choice of the pane, publish button.
#[component]
pub fn EditorBar(editor: EditorState) -> impl IntoView {
    let texts = editor.texts;
    let list = AdminAddress::list_of(editor.kind).path();
    let name = match editor.kind {
        PostKind::Post => texts.posts.title,
        PostKind::Page => texts.layout.pages,
    };
    let choice = move |pane: EditorPane, name: &'static str| {
        let is_chosen = move || editor.pane.get() == pane;
        view! {
            <button type="button" aria-pressed=move || is_chosen().to_string() on:click=move |_| editor.pane.set(pane)>
                {name}
            </button>
        }
    };
    let path = Memo::new(move |_| editor.saved.with(|saved| saved.path.clone()));
    let view_post = move || {
        path.get().map(|path| {
            view! {
                <a
                    class="button plain only-icon view-post"
                    href=path
                    rel="external"
                    target="_blank"
                    title=texts.editor.view_post
                    aria-label=texts.editor.view_post
                >
                    <IconImage icon=Icon::Outside />
                </a>
            }
        })
    };
    view! {
        <header class="editor-bar">
            <a class="back" href=list><IconImage icon=Icon::Back /><span>{name}</span></a>
            <SaveStatus editor />
            <div class="segments" role="group" aria-label=texts.editor.panes>
                {choice(EditorPane::Writing, texts.editor.writing)}
                {choice(EditorPane::Preview, texts.editor.preview)}
                {choice(EditorPane::Settings, texts.editor.settings)}
                {choice(EditorPane::History, texts.editor.history)}
            </div>
            {view_post}
            <PublishButton editor />
        </header>
    }
}

/// Renders the save status in a line.
#[component]
fn SaveStatus(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let no_room = move || editor.kept.get() == LocalCopyState::NoRoom;
    let words = move || match editor.state.get() {
        SaveState::Saving => texts.saving.to_owned(),
        SaveState::Offline if no_room() => texts.offline_no_room.to_owned(),
        SaveState::Offline => texts.offline.to_owned(),
        SaveState::Expired => texts.expired.to_owned(),
        SaveState::Broken => texts.broken.to_owned(),
        SaveState::Refused => texts.refused.to_owned(),
        SaveState::Parted => texts.parted.to_owned(),
        SaveState::Stopped(reason) => reason.to_owned(),
        SaveState::Resting if editor.is_dirty.get() => match editor.kept.get() {
            LocalCopyState::NoRoom => texts.unsaved_no_room,
            LocalCopyState::OnDevice if editor.status.get() != PostStatus::Draft => texts.unsaved_kept,
            _ => texts.unsaved,
        }
        .to_owned(),
        SaveState::Resting => match editor.id.get() {
            Some(_) => editor.saved.with(|saved| match (&saved.published, saved.status) {
                (Some(at), PostStatus::Scheduled) => (texts.saved_at)(&(texts.scheduled_for)(&at.text), &saved.at.text),
                (_, status) => (texts.saved_at)(status_of(texts, status), &saved.at.text),
            }),
            None => texts.nothing_yet.to_owned(),
        },
    };
    let class = move || match editor.state.get() {
        SaveState::Saving => "save-state saving",
        SaveState::Offline | SaveState::Expired => "save-state offline",
        SaveState::Broken | SaveState::Refused | SaveState::Parted | SaveState::Stopped(_) => "save-state failed",
        SaveState::Resting if editor.is_dirty.get() && no_room() => "save-state failed",
        SaveState::Resting if editor.is_dirty.get() || editor.id.get().is_none() => "save-state unsaved",
        SaveState::Resting => "save-state",
    };
    view! { <span class=class role="status">{words}</span> }
}

/// Returns the display name of a status.
fn status_of(texts: &crate::i18n::admin::editor::EditorTexts, status: PostStatus) -> &'static str {
    match status {
        PostStatus::Draft => texts.draft,
        PostStatus::Scheduled => texts.scheduled,
        PostStatus::Published => texts.published,
        PostStatus::Private => texts.private,
        PostStatus::Protected => texts.protected,
        PostStatus::Trash => texts.in_trash,
    }
}

use leptos::prelude::*;

use super::manuscript::{Kept, Manuscript, Pane, SaveState};
use super::publish::Publish;
use crate::admin::icon::{Drawn, Icon};
use crate::model::admin::post::{Kind, Status};

/// The way back, how saving fares, what stands beside the text, and publishing.
#[component]
pub fn Bar(manuscript: Manuscript) -> impl IntoView {
    let texts = manuscript.texts;
    let (list, name) = match manuscript.kind {
        Kind::Post => ("/admin/posts", texts.posts.title),
        Kind::Page => ("/admin/pages", texts.desk.pages),
    };
    let choice = move |pane: Pane, name: &'static str| {
        let is_chosen = move || manuscript.pane.get() == pane;
        view! {
            <button type="button" aria-pressed=move || is_chosen().to_string() on:click=move |_| manuscript.pane.set(pane)>
                {name}
            </button>
        }
    };
    let path = Memo::new(move |_| manuscript.saved.with(|saved| saved.path.clone()));
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
                    <Drawn icon=Icon::Outside />
                </a>
            }
        })
    };
    view! {
        <header class="editor-bar">
            <a class="back" href=list><Drawn icon=Icon::Back /><span>{name}</span></a>
            <SaveLine manuscript />
            <div class="segments" role="group" aria-label=texts.editor.panes>
                {choice(Pane::Writing, texts.editor.writing)}
                {choice(Pane::Preview, texts.editor.preview)}
                {choice(Pane::Settings, texts.editor.settings)}
                {choice(Pane::History, texts.editor.history)}
            </div>
            {view_post}
            <Publish manuscript />
        </header>
    }
}

/// Whether what is typed is saved, in a line.
#[component]
fn SaveLine(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let no_room = move || manuscript.kept.get() == Kept::NoRoom;
    let words = move || match manuscript.state.get() {
        SaveState::Saving => texts.saving.to_owned(),
        SaveState::Offline if no_room() => texts.offline_no_room.to_owned(),
        SaveState::Offline => texts.offline.to_owned(),
        SaveState::Expired => texts.expired.to_owned(),
        SaveState::Broken => texts.broken.to_owned(),
        SaveState::Refused => texts.refused.to_owned(),
        SaveState::Parted => texts.parted.to_owned(),
        SaveState::Stopped(reason) => reason.to_owned(),
        SaveState::Resting if manuscript.is_dirty.get() => match manuscript.kept.get() {
            Kept::NoRoom => texts.unsaved_no_room,
            Kept::OnDevice if manuscript.status.get() != Status::Draft => texts.unsaved_kept,
            _ => texts.unsaved,
        }
        .to_owned(),
        SaveState::Resting => match manuscript.id.get() {
            Some(_) => manuscript.saved.with(|saved| (texts.saved_at)(status_of(texts, saved.status), &saved.at.text)),
            None => texts.nothing_yet.to_owned(),
        },
    };
    let class = move || match manuscript.state.get() {
        SaveState::Saving => "save-state saving",
        SaveState::Offline | SaveState::Expired => "save-state offline",
        SaveState::Broken | SaveState::Refused | SaveState::Parted | SaveState::Stopped(_) => "save-state failed",
        SaveState::Resting if manuscript.is_dirty.get() && no_room() => "save-state failed",
        SaveState::Resting if manuscript.is_dirty.get() || manuscript.id.get().is_none() => "save-state unsaved",
        SaveState::Resting => "save-state",
    };
    view! { <span class=class role="status">{words}</span> }
}

/// The name of a status.
fn status_of(texts: &crate::i18n::admin::editor::EditorTexts, status: Status) -> &'static str {
    match status {
        Status::Draft => texts.draft,
        Status::Scheduled => texts.scheduled,
        Status::Published => texts.published,
        Status::Private => texts.private,
        Status::Protected => texts.protected,
        Status::Trash => texts.in_trash,
    }
}

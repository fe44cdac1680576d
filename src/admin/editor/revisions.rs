use leptos::prelude::*;
use leptos::task::spawn_local;

use super::difference::show_changes;
use super::editor_state::{EditorPane, EditorState};
use crate::admin::dialog::ConfirmationDialog;
use crate::admin::error_page::error_text;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::posts::read_post;
use crate::api::admin::revisions::{list_revisions, read_revision, restore_revision};
use crate::model::admin::post::{PostChanges, PostStatus, Revision, RevisionComparison, RevisionOrigin};
use crate::model::error::Error;

/// Renders the revisions of the post, their changes, and the button that restores them.
#[component]
pub fn HistoryPane(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let history = RevisionHistory {
        editor,
        revisions: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(None),
        compared: RwSignal::new(None),
        words: RwSignal::new(String::new()),
        asking: RwSignal::new(false),
    };
    let restore =
        Callback::new(move |()| history.chosen.get_untracked().into_iter().for_each(|id| history.restore(id)));
    let is_open = Memo::new(move |_| editor.pane.get() == EditorPane::History);
    Effect::new(move || {
        editor.version.track();
        if let (true, Some(id)) = (is_open.get(), editor.id.get()) {
            history.list(id);
        }
    });
    let item = move |revision: Revision| {
        let Revision { id, at, by, origin, .. } = revision;
        let by = match origin {
            RevisionOrigin::Save => by,
            RevisionOrigin::Autosave => format!("{by} · {}", texts.by_itself),
        };
        view! {
            <li>
                <button
                    type="button"
                    aria-pressed=move || (history.chosen.get() == Some(id)).to_string()
                    on:click=move |_| history.choose(id)
                >
                    <time datetime=at.iso>{at.text}</time>
                    <span class="by">{by}</span>
                </button>
            </li>
        }
    };
    let is_empty = move || history.revisions.with(Vec::is_empty) && history.words.with(String::is_empty);
    view! {
        <section class="pane history-pane" aria-label=texts.history tabindex="0">
            <h2 class="visually-hidden">{texts.saves}</h2>
            <p role="alert" hidden=move || history.words.with(String::is_empty)>{history.words}</p>
            <p class="hint" hidden=move || !is_empty()>{texts.no_saves}</p>
            <ol class="revision-list" hidden=is_empty>
                <For each=move || history.revisions.get() key=|revision| revision.id children=item />
            </ol>
            {move || history.compared.get().map(|compared| view! { <ChosenRevision history compared /> })}
        </section>
        <ConfirmationDialog
            id="restore-revision"
            title=texts.restore_revision
            text=Signal::stored(texts.restore_question.to_owned())
            action=texts.restore_revision
            open=history.asking
            on_confirm=restore
        />
    }
}

#[derive(Clone, Copy)]
struct RevisionHistory {
    editor: EditorState,
    revisions: RwSignal<Vec<Revision>>,
    chosen: RwSignal<Option<i64>>,
    compared: RwSignal<Option<RevisionComparison>>,
    /// Error message.
    words: RwSignal<String>,
    /// Whether the confirmation before the chosen revision is restored is open.
    asking: RwSignal<bool>,
}

impl RevisionHistory {
    fn list(self, post: i64) {
        let fail = self.failing();
        spawn_local(async move {
            match list_revisions(post).await {
                Ok(revisions) => {
                    self.words.set(String::new());
                    self.revisions.set(revisions);
                }
                Err(error) => fail(error),
            }
        });
    }

    fn choose(self, revision: i64) {
        let Some(post) = self.editor.id.get_untracked() else { return };
        let fail = self.failing();
        self.chosen.set(Some(revision));
        spawn_local(async move {
            let answer = read_revision(post, revision).await;
            if self.chosen.try_get_untracked().flatten() != Some(revision) {
                return;
            }
            match answer {
                Ok(compared) => {
                    self.words.set(String::new());
                    self.compared.set(Some(compared));
                }
                Err(error) => fail(error),
            }
        });
    }

    /// Restores a revision. If readers would see it at once, asks before.
    fn ask(self, revision: i64) {
        match self.editor.status.get_untracked() {
            PostStatus::Published => self.asking.set(true),
            _ => self.restore(revision),
        }
    }

    fn restore(self, revision: i64) {
        let editor = self.editor;
        let Some(post) = editor.id.get_untracked() else { return };
        let fail = self.failing();
        // Unsaved changes are stored on the device.
        if editor.is_dirty.get_untracked() {
            editor.set_aside();
        }
        let version = editor.version.get_untracked();
        spawn_local(async move {
            let answer = match restore_revision(post, revision, version).await {
                Ok(_) => read_post(editor.kind, Some(post)).await,
                Err(error) => Err(error),
            };
            match answer {
                Ok(editing) => {
                    editor.replace(editing);
                    editor.keep_now();
                    self.chosen.set(None);
                    self.compared.set(None);
                    editor.toaster.tell(editor.texts.editor.toast_revision_restored);
                }
                Err(error) => fail(error),
            }
        });
    }

    fn failing(self) -> impl Fn(Error) {
        let owner = Owner::current();
        move |error: Error| {
            self.editor.expiry.note::<()>(&Err(error.clone()));
            self.words.set(owner.as_ref().map_or_else(String::new, |owner| owner.with(|| error_text(&error))));
        }
    }
}

/// Renders what a revision changed, and what has changed since.
#[component]
fn ChosenRevision(history: RevisionHistory, compared: RevisionComparison) -> impl IntoView {
    let texts = &history.editor.texts.editor;
    let RevisionComparison { revision, made, since } = compared;
    let id = revision.id;
    let is_newest = history.revisions.with_untracked(|known| known.first().is_some_and(|first| first.id == id));
    let part = |title: &'static str, changes: PostChanges| view! { <h4>{title}</h4> {show_changes(texts, changes)} };
    view! {
        <section class="difference" aria-labelledby="difference-title">
            <header>
                <h3 id="difference-title">{(texts.revision_of)(&revision.at.text)}</h3>
                {(!is_newest).then(|| view! {
                    <button type="button" class="button quiet" on:click=move |_| history.ask(id)>
                        <IconImage icon=Icon::Undo />
                        {texts.restore_revision}
                    </button>
                })}
            </header>
            {part(texts.made_then, made)}
            {(!is_newest).then(|| part(texts.changed_since, since))}
        </section>
    }
}

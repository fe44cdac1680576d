use leptos::prelude::*;
use leptos::task::spawn_local;

use super::difference::show_changes;
use super::manuscript::{Manuscript, Pane};
use crate::admin::failure::explain;
use crate::admin::icon::{Drawn, Icon};
use crate::api::admin::posts::read_post;
use crate::api::admin::revisions::{list_revisions, read_revision, restore_revision};
use crate::model::admin::post::{Changes, Compared, Origin, Revision};
use crate::model::error::Error;

/// The saves of the post, what each has changed, and the way back to it.
#[component]
pub fn HistoryPane(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let history = History {
        manuscript,
        revisions: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(None),
        compared: RwSignal::new(None),
        words: RwSignal::new(String::new()),
    };
    let is_open = Memo::new(move |_| manuscript.pane.get() == Pane::History);
    Effect::new(move || {
        manuscript.version.track();
        if let (true, Some(id)) = (is_open.get(), manuscript.id.get()) {
            history.list(id);
        }
    });
    let item = move |revision: Revision| {
        let Revision { id, at, by, origin, .. } = revision;
        let by = match origin {
            Origin::Save => by,
            Origin::Autosave => format!("{by} · {}", texts.by_itself),
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
    }
}

#[derive(Clone, Copy)]
struct History {
    manuscript: Manuscript,
    revisions: RwSignal<Vec<Revision>>,
    chosen: RwSignal<Option<i64>>,
    compared: RwSignal<Option<Compared>>,
    /// What went wrong.
    words: RwSignal<String>,
}

impl History {
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
        let Some(post) = self.manuscript.id.get_untracked() else { return };
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

    fn restore(self, revision: i64) {
        let manuscript = self.manuscript;
        let Some(post) = manuscript.id.get_untracked() else { return };
        let fail = self.failing();
        // What is typed and not saved stays on the device.
        if manuscript.is_dirty.get_untracked() {
            manuscript.set_aside();
        }
        let version = manuscript.version.get_untracked();
        spawn_local(async move {
            let answer = match restore_revision(post, revision, version).await {
                Ok(_) => read_post(manuscript.kind, Some(post)).await,
                Err(error) => Err(error),
            };
            match answer {
                Ok(editing) => {
                    manuscript.replace(editing);
                    manuscript.keep_now();
                    self.chosen.set(None);
                    self.compared.set(None);
                    manuscript.toaster.tell(manuscript.texts.editor.told_revision_restored);
                }
                Err(error) => fail(error),
            }
        });
    }

    fn failing(self) -> impl Fn(Error) {
        let owner = Owner::current();
        move |error: Error| {
            self.manuscript.expiry.note::<()>(&Err(error.clone()));
            self.words.set(owner.as_ref().map_or_else(String::new, |owner| owner.with(|| explain(&error))));
        }
    }
}

/// What a revision has changed, and what has changed since.
#[component]
fn ChosenRevision(history: History, compared: Compared) -> impl IntoView {
    let texts = &history.manuscript.texts.editor;
    let Compared { revision, made, since } = compared;
    let id = revision.id;
    let is_newest = history.revisions.with_untracked(|known| known.first().is_some_and(|first| first.id == id));
    let part = |title: &'static str, changes: Changes| view! { <h4>{title}</h4> {show_changes(texts, changes)} };
    view! {
        <section class="difference" aria-labelledby="difference-title">
            <header>
                <h3 id="difference-title">{(texts.revision_of)(&revision.at.text)}</h3>
                {(!is_newest).then(|| view! {
                    <button type="button" class="button quiet" on:click=move |_| history.restore(id)>
                        <Drawn icon=Icon::Undo />
                        {texts.restore_revision}
                    </button>
                })}
            </header>
            {part(texts.made_then, made)}
            {(!is_newest).then(|| part(texts.changed_since, since))}
        </section>
    }
}

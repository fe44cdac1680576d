use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::{EditorPane, EditorState};
use crate::api::admin::posts::preview_body;
use crate::browser::link;
use crate::model::admin::post::{PostDraft, PostKind, PostStatus};

/// Delay of the preview after the last keystroke: short while it is visible, longer when only the words are counted.
const SEEN: Duration = Duration::from_millis(400);
const UNSEEN: Duration = Duration::from_millis(1_500);

/// Length of the text, as counted by the site's renderer.
#[derive(Clone, Copy)]
pub struct TextCounts {
    pub words: RwSignal<i64>,
    pub minutes: RwSignal<i64>,
}

/// State of the live preview.
#[derive(Clone, Copy)]
pub struct LivePreview {
    html: RwSignal<String>,
    pub counts: TextCounts,
    is_stale: RwSignal<bool>,
    /// Number of requests, for ignoring outdated responses.
    question: StoredValue<u64>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl LivePreview {
    /// Renders the preview whenever the draft changes.
    pub fn follow(editor: EditorState) -> Self {
        let rendering = LivePreview {
            html: RwSignal::new(String::new()),
            counts: TextCounts { words: RwSignal::new(0), minutes: RwSignal::new(0) },
            is_stale: RwSignal::new(true),
            question: StoredValue::new(0),
            timer: StoredValue::new(None),
        };
        // Only changes of the body require a new preview.
        let source = Memo::new(move |_| editor.draft.with(|draft| draft.source.clone()));
        Effect::new(move |was_asked: Option<()>| {
            // The memo has to be read; `track` alone does not evaluate it.
            source.with(|_| ());
            let is_seen = editor.pane.get() == EditorPane::Preview;
            let wait = match was_asked {
                None => Duration::ZERO,
                Some(()) if is_seen => SEEN,
                Some(()) => UNSEEN,
            };
            rendering.is_stale.set(true);
            rendering.plan(editor, wait);
        });
        // After a successful save, the server is reachable again, so a failed preview is retried.
        Effect::new(move || {
            editor.version.track();
            if rendering.is_stale.get_untracked() {
                rendering.plan(editor, Duration::ZERO);
            }
        });
        on_cleanup(move || {
            if let Some(timer) = rendering.timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        });
        rendering
    }

    fn plan(self, editor: EditorState, wait: Duration) {
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(move || self.ask(editor), wait).ok();
        });
    }

    fn ask(self, editor: EditorState) {
        let Some(question) = self.question.try_update_value(|question| {
            *question += 1;
            *question
        }) else {
            return;
        };
        let draft = editor.to_send();
        let draft = PostDraft {
            id: draft.id,
            kind: draft.kind,
            format: draft.format,
            source: draft.source,
            ..PostDraft::default()
        };
        spawn_local(async move {
            let answer = preview_body(draft).await;
            if self.question.try_get_value() != Some(question) {
                return;
            }
            editor.expiry.note(&answer);
            match answer {
                Ok(preview) => {
                    self.html.set(preview.html);
                    self.counts.words.set(preview.words);
                    self.counts.minutes.set(preview.minutes);
                    self.is_stale.set(false);
                }
                // The stale preview stays, marked as such, until the next keystroke or save.
                Err(_) => self.is_stale.set(true),
            }
        });
    }
}

/// Renders the post as readers will see it.
#[component]
pub fn PreviewPane(editor: EditorState, rendering: LivePreview) -> impl IntoView {
    let texts = &editor.texts.editor;
    let draft = editor.draft;
    let kicker = move || {
        let chosen = draft.with(|draft| draft.categories.clone());
        let names = editor.options.with_value(|options| {
            let chosen = options.categories.iter().filter(|category| chosen.contains(&category.id));
            chosen.map(|category| category.name.clone()).collect::<Vec<_>>()
        });
        (!names.is_empty()).then(|| view! { <p class="kicker">{names.join(" ")}</p> })
    };
    let title = move || {
        let title = draft.with(|draft| draft.title.clone());
        if title.trim().is_empty() { texts.untitled.to_owned() } else { title }
    };
    let excerpt = move || {
        let excerpt = draft.with(|draft| draft.excerpt.clone());
        (!excerpt.is_empty()).then(|| view! { <p class="standfirst">{excerpt}</p> })
    };
    let image = Memo::new(move |_| {
        draft.with(|draft| (draft.image_src.clone(), draft.image_alt.clone(), draft.image_caption.clone()))
    });
    let image = move || {
        let (src, alt, caption) = image.get();
        (!src.is_empty()).then(|| {
            view! {
                <figure class="lead-image">
                    <img src=src alt=alt width="1600" height="900" />
                    {(!caption.is_empty()).then(|| view! { <figcaption dir="auto">{caption}</figcaption> })}
                </figure>
            }
        })
    };
    let note = move || match editor.status.get() {
        PostStatus::Published => texts.preview_of_published,
        _ => texts.preview_of_draft,
    };
    // Links open in a new tab, so that the editor stays.
    let stay = |event: MouseEvent| {
        if let Some(link) = link::find(&event) {
            event.prevent_default();
            let _ = window().open_with_url_and_target(&link.href(), "_blank");
        }
    };
    view! {
        <section class="pane preview-pane" aria-label=texts.preview tabindex="0" on:click=stay>
            // Players look as they do before a click. None is loaded: the policy of this page does not allow it.
            <div class="preview" data-embeds="" class:stale=rendering.is_stale>
                <p class="note">{note}</p>
                <article class="post">
                    <header class="post-header">
                        {(editor.kind == PostKind::Post).then_some(kicker)}
                        <h1 dir="auto">{title}</h1>
                        {excerpt}
                    </header>
                    {image}
                    <div class="prose" inner_html=rendering.html></div>
                </article>
            </div>
        </section>
    }
}

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Event, HtmlDivElement};

use super::editor_state::EditorState;
use super::library_request::{LibraryRequest, LibraryRequestDialog};
use super::textarea::BODY;
use super::visual_host::VisualHost;
use crate::admin::form_errors::FieldErrorText;
use crate::browser::{self, visual_editor};
use crate::components::escape::escape;
use crate::model::admin::post::BodyFormat;

/// State of the visual editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EditorStage {
    Loading,
    Running,
    /// It could not be loaded. The HTML can be edited instead.
    Failed,
}

/// Renders the visual editor of a body. Browsers without JavaScript get a text area with the HTML.
#[component]
pub fn VisualBody(editor: EditorState, is_ready: RwSignal<bool>) -> impl IntoView {
    let texts = &editor.texts.formats;
    let parent = NodeRef::<Div>::new();
    let stage = RwSignal::new(EditorStage::Loading);
    let request = LibraryRequest::new();
    // The text that the editor has, to tell its own changes from those made elsewhere, such as restoring a revision.
    let known = StoredValue::new(String::new());
    Effect::new(move |has_started: Option<bool>| {
        let Some(parent) = parent.get() else { return false };
        if has_started != Some(true) {
            start(editor, parent, stage, request, known);
        }
        true
    });
    let source = Memo::new(move |_| editor.draft.with(|draft| draft.source.clone()));
    Effect::new(move || {
        let (source, stage) = (source.get(), stage.get());
        let is_visual = editor.draft.with_untracked(|draft| draft.format) == BodyFormat::Visual;
        if is_visual && stage == EditorStage::Running && known.with_value(|known| *known != source) {
            known.set_value(source.clone());
            visual_editor::set_html(&source);
        }
    });
    on_cleanup(visual_editor::unmount);
    let write = move |event: Event| {
        let html = event_target_value(&event);
        editor.write(BODY, |draft| draft.source = html);
    };
    let draft = editor.draft;
    view! {
        <div class="visual-body" id="visual-body" node_ref=parent></div>
        <Show when=move || stage.get() != EditorStage::Running>
            <p class="hint" role="status">
                {move || match (is_ready.get(), stage.get()) {
                    (true, EditorStage::Loading) => texts.loading,
                    (true, EditorStage::Failed) => texts.not_loaded,
                    _ => "",
                }}
            </p>
            <label class="visually-hidden" for=BODY>{texts.html}</label>
            <textarea
                class="body-field html-field"
                class:usable=move || stage.get() == EditorStage::Failed
                id=BODY
                readonly=move || stage.get() != EditorStage::Failed
                prop:value=move || draft.with(|draft| draft.source.clone())
                aria-describedby=editor.errors.described_by(BODY, false)
                aria-invalid=editor.errors.aria_invalid(BODY)
                on:input=write
                inner_html=draft.with_untracked(|draft| escape(&draft.source))
            ></textarea>
        </Show>
        <FieldErrorText id=BODY errors=editor.errors />
        <LibraryRequestDialog request />
    }
}

fn start(
    editor: EditorState,
    parent: HtmlDivElement,
    stage: RwSignal<EditorStage>,
    request: LibraryRequest,
    known: StoredValue<String>,
) {
    let html = editor.draft.with_untracked(|draft| draft.source.clone());
    known.set_value(html.clone());
    let host = VisualHost { editor, request, known };
    let label = editor.texts.formats.body;
    spawn_local(async move {
        let mounted = visual_editor::mount(&parent, &html, editor.language.tag(), label, host).await;
        if let Err(error) = &mounted {
            leptos::logging::warn!("the visual editor was not loaded: {error:?}");
        }
        stage.try_set(if mounted.is_ok() { EditorStage::Running } else { EditorStage::Failed });
    });
}

/// Moves the focus to the body, in whatever way it is written.
pub fn focus_body() {
    if !visual_editor::focus() {
        browser::focus(BODY);
    }
}

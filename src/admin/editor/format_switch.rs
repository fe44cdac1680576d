use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::EditorState;
use super::textarea::BODY;
use crate::admin::dialog::Dialog;
use crate::admin::error_page::error_text_in;
use crate::api::admin::posts::convert_body;
use crate::model::admin::post::{BodyFormat, ConvertedBody};

/// Renders how the body is written, and the button that changes it.
#[component]
pub fn FormatSwitch(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.formats;
    let format = Memo::new(move |_| editor.draft.with(|draft| draft.format));
    let asking = RwSignal::new(false);
    let converted = RwSignal::new(None::<ConvertedBody>);
    let is_busy = RwSignal::new(false);
    let apply = move |body: ConvertedBody| {
        asking.set(false);
        editor.write(BODY, |draft| {
            draft.format = body.format;
            draft.source = body.source;
        });
        editor.toaster.tell(texts.converted);
    };
    let convert = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let draft = editor.to_send();
        let source = draft.source.clone();
        spawn_local(async move {
            let answer = convert_body(draft).await;
            // The editor may have been closed meanwhile.
            if is_busy.try_set(false).is_some() {
                return;
            }
            editor.expiry.note(&answer);
            match answer {
                // What was typed meanwhile is not in the answer.
                Ok(_) if editor.draft.with_untracked(|draft| draft.source != source) => {}
                Ok(body) if body.format == BodyFormat::Visual => apply(body),
                Ok(body) => {
                    converted.set(Some(body));
                    asking.set(true);
                }
                Err(error) => editor.toaster.fail(error_text_in(editor.texts, &error)),
            }
        });
    };
    let confirm = move |_| {
        if let Some(body) = converted.get_untracked() {
            apply(body);
        }
    };
    let label = move || match format.get() {
        BodyFormat::Visual => texts.is_visual,
        BodyFormat::Markdown => texts.is_markdown,
    };
    let action = move || match format.get() {
        BodyFormat::Visual => texts.to_markdown,
        BodyFormat::Markdown => texts.to_visual,
    };
    let kept = move || {
        let kept = converted.with(|body| body.as_ref().map(|body| body.kept.clone()).unwrap_or_default());
        let items = kept.iter().map(|(kind, count)| view! { <li>{(texts.block)(*kind, *count)}</li> }).collect_view();
        match kept.is_empty() {
            true => view! { <p>{texts.to_markdown_whole}</p> }.into_any(),
            false => view! { <p>{texts.to_markdown_kept}</p><ul class="kept-blocks">{items}</ul> }.into_any(),
        }
    };
    view! {
        <span class="body-format">
            <span>{label}</span>
            <button type="button" class="button plain" aria-busy=move || is_busy.get().to_string() on:click=convert>
                {action}
            </button>
        </span>
        <Dialog id="to-markdown" title=texts.to_markdown_title open=asking>
            <div class="body">{kept}</div>
            <footer>
                <button type="button" class="button plain" on:click=move |_| asking.set(false)>
                    {editor.texts.layout.cancel}
                </button>
                <button type="button" class="button" on:click=confirm>{texts.convert}</button>
            </footer>
        </Dialog>
    }
}

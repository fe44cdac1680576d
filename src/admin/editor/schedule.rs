use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::editor_state::EditorState;
use super::field_errors::{FieldErrorText, described, invalid};
use crate::admin::dialog::Dialog;
use crate::model::admin::post::SaveIntent;

const ID: &str = "post-publish-at";

/// Renders the dialog for the time of publication.
#[component]
pub fn ScheduleDialog(editor: EditorState) -> impl IntoView {
    let texts = editor.texts;
    let open = editor.scheduling;
    let at = RwSignal::new(String::new());
    // A rejected time is shown again.
    Effect::new(move || {
        if open.get() && editor.field_error(ID).is_none() {
            at.set(editor.publish_at.get_untracked());
        }
    });
    let plan = move |event: SubmitEvent| {
        event.prevent_default();
        let at = at.get();
        if !at.is_empty() {
            editor.errors.update(|errors| errors.retain(|field_error| field_error.field != ID));
            open.set(false);
            editor.save(SaveIntent::PublishAt(at));
        }
    };
    let zone = editor.options.with_value(|options| options.zone.replace('_', " "));
    let hint = StoredValue::new((texts.editor.publish_at_hint)(&zone));
    view! {
        <Dialog id="schedule" title=texts.editor.schedule_title open>
            <form class="body" id="schedule-form" on:submit=plan>
                <div class="field" class:invalid=move || editor.field_error(ID).is_some()>
                    <label for=ID>{texts.editor.schedule_label}</label>
                    <input
                        type="datetime-local"
                        id=ID
                        required
                        autofocus
                        prop:value=at
                        aria-describedby=described(editor, ID, true)
                        aria-invalid=invalid(editor, ID)
                        on:input=move |event| at.set(event_target_value(&event))
                    />
                    <FieldErrorText editor field=ID />
                    <p class="hint" id="post-publish-at-hint">{hint.get_value()}</p>
                </div>
            </form>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.layout.cancel}</button>
                <button class="button" form="schedule-form">{texts.editor.schedule}</button>
            </footer>
        </Dialog>
    }
}

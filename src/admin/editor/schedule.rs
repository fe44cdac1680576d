use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::editor_state::EditorState;
use crate::admin::dialog::Dialog;
use crate::admin::form_fields::Field;
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
        if open.get() && editor.errors.of(ID).is_none() {
            at.set(editor.publish_at.get_untracked());
        }
    });
    let plan = move |event: SubmitEvent| {
        event.prevent_default();
        let at = at.get();
        if !at.is_empty() {
            editor.errors.clear_field(ID);
            open.set(false);
            editor.save(SaveIntent::PublishAt(at));
        }
    };
    let zone = editor.options.with_value(|options| options.zone.replace('_', " "));
    let hint = StoredValue::new((texts.editor.publish_at_hint)(&zone));
    view! {
        <Dialog id="schedule" title=texts.editor.schedule_title open>
            <form class="body" id="schedule-form" on:submit=plan>
                <Field id=ID label=texts.editor.schedule_label hint=hint.get_value() errors=editor.errors>
                    <input
                        type="datetime-local"
                        id=ID
                        required
                        autofocus
                        prop:value=at
                        aria-describedby=editor.errors.described_by(ID, true)
                        aria-invalid=editor.errors.aria_invalid(ID)
                        on:input=move |event| at.set(event_target_value(&event))
                    />
                </Field>
            </form>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.layout.cancel}</button>
                <button class="button" form="schedule-form">{texts.editor.schedule}</button>
            </footer>
        </Dialog>
    }
}

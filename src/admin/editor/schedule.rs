use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::editor_state::EditorState;
use crate::admin::dialog::Dialog;
use crate::admin::form_fields::Field;
use crate::browser;
use crate::model::admin::post::SaveIntent;

const ID: &str = "post-publish-at";

/// The proposed time is the last full hour before this time from now, in milliseconds: the next one, unless that is in
/// less than five minutes.
const AHEAD: f64 = 65.0 * 60.0 * 1000.0;

/// Renders the dialog for the time of publication.
#[component]
pub fn ScheduleDialog(editor: EditorState) -> impl IntoView {
    let texts = editor.texts;
    let open = editor.scheduling;
    let at = RwSignal::new(String::new());
    // A rejected time is shown again.
    Effect::new(move || {
        if open.get() && editor.errors.of(ID).is_none() {
            let planned = editor.publish_at.get_untracked();
            let zone = editor.options.with_value(|options| options.zone.clone());
            at.set(if planned.is_empty() {
                full_hour(&browser::local_time(browser::now() + AHEAD, &zone))
            } else {
                planned
            });
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

/// Returns the beginning of the hour of a local time.
fn full_hour(local: &str) -> String {
    local.rsplit_once(':').map_or_else(String::new, |(hour, _)| format!("{hour}:00"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_hours_have_no_minutes() {
        assert_eq!(full_hour("2026-11-23T14:05"), "2026-11-23T14:00");
        assert_eq!(full_hour(""), "");
    }
}

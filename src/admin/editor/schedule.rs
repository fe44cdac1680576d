use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::faults::{Fault, described, invalid};
use super::manuscript::Manuscript;
use crate::admin::dialog::Dialog;
use crate::model::admin::post::Intent;

const ID: &str = "post-publish-at";

/// Asks when the post is to be published.
#[component]
pub fn Schedule(manuscript: Manuscript) -> impl IntoView {
    let texts = manuscript.texts;
    let open = manuscript.scheduling;
    let at = RwSignal::new(String::new());
    // What was typed and refused is shown again.
    Effect::new(move || {
        if open.get() && manuscript.fault(ID).is_none() {
            at.set(manuscript.publish_at.get_untracked());
        }
    });
    let plan = move |event: SubmitEvent| {
        event.prevent_default();
        let at = at.get();
        if !at.is_empty() {
            manuscript.faults.update(|faults| faults.retain(|fault| fault.field != ID));
            open.set(false);
            manuscript.save(Intent::PublishAt(at));
        }
    };
    let zone = manuscript.options.with_value(|options| options.zone.replace('_', " "));
    let hint = StoredValue::new((texts.editor.publish_at_hint)(&zone));
    view! {
        <Dialog id="schedule" title=texts.editor.schedule_title open>
            <form class="body" id="schedule-form" on:submit=plan>
                <div class="field" class:invalid=move || manuscript.fault(ID).is_some()>
                    <label for=ID>{texts.editor.schedule_label}</label>
                    <input
                        type="datetime-local"
                        id=ID
                        required
                        autofocus
                        prop:value=at
                        aria-describedby=described(manuscript, ID, true)
                        aria-invalid=invalid(manuscript, ID)
                        on:input=move |event| at.set(event_target_value(&event))
                    />
                    <Fault manuscript field=ID />
                    <p class="hint" id="post-publish-at-hint">{hint.get_value()}</p>
                </div>
            </form>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.desk.cancel}</button>
                <button class="button" form="schedule-form">{texts.editor.schedule}</button>
            </footer>
        </Dialog>
    }
}

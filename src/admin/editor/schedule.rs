use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::js_sys::Date;

use super::editor_state::EditorState;
use crate::admin::dialog::Dialog;
use crate::admin::form_fields::Field;
use crate::api::admin::posts::read_post;
use crate::browser;
use crate::model::admin::post::{PostStatus, SaveIntent};

const ID: &str = "post-publish-at";

/// The proposed time is the last full hour before this time from now, in milliseconds: the next one, unless that is in
/// less than five minutes.
const AHEAD: f64 = 65.0 * 60.0 * 1000.0;

/// How long after its time a scheduled post is looked for, and how often, in milliseconds.
const PAUSE: f64 = 10_000.0;
/// Longest wait until a look, in milliseconds: a day. Timers of browsers end after 24 days.
const LONGEST_WAIT: f64 = 86_400_000.0;

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
    // Times of the same form are in the order of their texts. The server renders the form without a time.
    let is_to_come = move || {
        let zone = editor.options.with_value(|options| options.zone.clone());
        at.with(|at| at.is_empty() || *at > browser::local_time(browser::now(), &zone))
    };
    let button = move || if is_to_come() { texts.editor.schedule } else { texts.editor.publish_now };
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
                <button class="button" form="schedule-form">{button}</button>
            </footer>
        </Dialog>
    }
}

/// Learns when a scheduled post has been published, so that an open editor does not offer to save it as a draft.
pub fn watch_publication(editor: EditorState) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move || {
        stop();
        let saved = editor.saved.get();
        let at = saved.published.map(|at| Date::parse(&at.iso)).filter(|at| at.is_finite());
        let Some(at) = at.filter(|_| saved.status == PostStatus::Scheduled) else { return };
        let wait = (at - browser::now()).clamp(0.0, LONGEST_WAIT) + PAUSE;
        let wait = std::time::Duration::from_millis(wait as u64);
        let planned = set_timeout_with_handle(move || spawn_local(look_again(editor)), wait);
        timer.set_value(planned.ok());
    });
    on_cleanup(stop);
}

async fn look_again(editor: EditorState) {
    let Some(id) = editor.id.try_get_untracked().flatten() else { return };
    let Ok(post) = read_post(editor.kind, Some(id)).await else { return };
    let is_current = editor.version.try_get_untracked() == Some(post.draft.version);
    let is_saving = editor.save_queue.try_with_value(|queue| queue.in_flight).unwrap_or(true);
    if is_current && !is_saving {
        if post.saved.status == PostStatus::Published {
            editor.toaster.tell(editor.texts.editor.toast_published);
        }
        // Still scheduled: this plans another look.
        editor.saved.set(post.saved);
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

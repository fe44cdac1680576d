use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::EditorState;
use crate::api::admin::posts::note_presence;

/// Interval of the heartbeat.
const INTERVAL: Duration = Duration::from_secs(20);

/// Renders who else has the post open.
#[component]
pub fn PresenceNotice(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let names = RwSignal::new(Vec::<String>::new());
    let note = move || {
        let Some(Some(id)) = editor.id.try_get_untracked() else { return };
        if document().hidden() {
            return;
        }
        spawn_local(async move {
            // Errors are ignored; the save status shows when the server is unreachable.
            if let Ok(others) = note_presence(id).await
                && names.try_with_untracked(|names| *names != others) == Some(true)
            {
                names.set(others);
            }
        });
    };
    Effect::new(move || {
        editor.id.track();
        note();
        if let Ok(interval) = set_interval_with_handle(note, INTERVAL) {
            on_cleanup(move || interval.clear());
        }
    });
    view! {
        <div role="status">
            <Show when=move || !names.with(Vec::is_empty)>
                <div class="banner note">
                    <div class="text">{move || names.with(|names| (texts.also_here)(&names.join(", ")))}</div>
                </div>
            </Show>
        </div>
    }
}

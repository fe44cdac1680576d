use leptos::prelude::*;

use super::queue::CommentQueue;
use crate::admin::icon::{Icon, IconImage};
use crate::model::admin::comment::ModerationStatus;

/// Renders the keyboard shortcuts: in a line if the screen is wide enough, else in a popup.
#[component]
pub fn KeyHints(queue: CommentQueue) -> impl IntoView {
    let texts = &queue.texts.comments;
    let mut hints = vec![("x", texts.key_choose)];
    if queue.status != ModerationStatus::Published && queue.status != ModerationStatus::Trash {
        hints.push(("a", texts.approve));
    }
    if queue.status != ModerationStatus::Spam {
        hints.push(("s", texts.mark_spam));
    }
    hints.push(("d", if queue.status == ModerationStatus::Trash { texts.delete } else { texts.to_trash }));
    if queue.answers() {
        hints.push(("r", texts.reply));
    }
    hints.extend([("e", texts.edit), ("u", texts.key_undo)]);
    let hint = |(key, name): (&'static str, &'static str)| view! { <li><kbd>{key}</kbd> " " {name}</li> };
    view! {
        <div class="key-hints">
            <button type="button" class="button plain" popovertarget="key-hints">
                {texts.keys} <IconImage icon=Icon::Down />
            </button>
            <ul class="menu" id="key-hints" popover>
                <li><kbd>"j"</kbd> " " <kbd>"k"</kbd> " " {texts.key_down_up}</li>
                {hints.into_iter().map(hint).collect_view()}
            </ul>
        </div>
    }
}

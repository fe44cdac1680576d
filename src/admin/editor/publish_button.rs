use leptos::prelude::*;

use super::editor_state::EditorState;
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::editor::EditorTexts;
use crate::model::admin::post::{PostStatus, SaveIntent};

/// Renders the primary save action, with the others in a menu.
#[component]
pub fn PublishButton(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let likely = move || likely(editor.status.get());
    let label = move || label(editor.status.get(), texts);
    let press = move |_| match likely() {
        SaveIntent::Publish => editor.confirming.set(true),
        likely => editor.save(likely),
    };
    let confirm = Callback::new(move |()| editor.confirming.set(true));
    let is = move |status: PostStatus| editor.status.get() == status;
    let item = move |icon: Icon, name: &'static str, detail: &'static str, act: Callback<()>| {
        view! {
            <button
                type="button"
                popovertarget="publish-menu"
                popovertargetaction="hide"
                on:click=move |_| act.run(())
            >
                <IconImage icon />
                <span>{name}{(!detail.is_empty()).then(|| view! { <small>{detail}</small> })}</span>
            </button>
        }
    };
    let save = move |intent: SaveIntent| Callback::new(move |()| editor.save(intent.clone()));
    let path = Memo::new(move |_| editor.saved.with(|saved| saved.path.clone()));
    let view_post = move || {
        path.get().map(|path| view! {
            <li class="apart">
                <a href=path rel="external" target="_blank"><IconImage icon=Icon::Outside /><span>{texts.view_post}</span></a>
            </li>
        })
    };
    let schedule = Callback::new(move |()| editor.scheduling.set(true));
    view! {
        <div class="split-button" hidden=move || is(PostStatus::Trash)>
            <button type="button" class="button" on:click=press>{label}</button>
            <button type="button" class="button only-icon" popovertarget="publish-menu" aria-label=texts.other_ways>
                <IconImage icon=Icon::Down />
            </button>
        </div>
        <ul class="menu" id="publish-menu" popover>
            <li hidden=move || likely() == SaveIntent::Keep>{item(Icon::Backup, texts.save_draft, texts.save_draft_detail, save(SaveIntent::Keep))}</li>
            <li hidden=move || is(PostStatus::Published)>{item(Icon::Check, texts.publish_now, texts.publish_now_detail, confirm)}</li>
            <li>{item(Icon::Clock, texts.publish_at, texts.publish_at_detail, schedule)}</li>
            <li hidden=move || is(PostStatus::Private)>{item(Icon::Lock, texts.publish_privately, texts.publish_privately_detail, save(SaveIntent::Private))}</li>
            {view_post}
            <li class="apart" hidden=move || is(PostStatus::Draft)>{item(Icon::Undo, texts.unpublish, "", save(SaveIntent::Draft))}</li>
        </ul>
    }
}

/// Returns the primary action for a status.
fn likely(status: PostStatus) -> SaveIntent {
    match status {
        PostStatus::Draft => SaveIntent::Publish,
        _ => SaveIntent::Keep,
    }
}

/// Returns the label of the primary action.
fn label(status: PostStatus, texts: &EditorTexts) -> &'static str {
    match status {
        PostStatus::Draft => texts.publish,
        PostStatus::Published => texts.update,
        _ => texts.save,
    }
}

use leptos::prelude::*;

use super::manuscript::Manuscript;
use crate::admin::icon::{Drawn, Icon};
use crate::i18n::admin::editor::EditorTexts;
use crate::model::admin::post::{Intent, Status};

/// The likely choice, and the others behind the arrow.
#[component]
pub fn Publish(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let likely = move || likely(manuscript.status.get());
    let label = move || label(manuscript.status.get(), texts);
    let press = move |_| manuscript.save(likely());
    let is = move |status: Status| manuscript.status.get() == status;
    let item = move |icon: Icon, name: &'static str, detail: &'static str, act: Callback<()>| {
        view! {
            <button
                type="button"
                popovertarget="publish-menu"
                popovertargetaction="hide"
                on:click=move |_| act.run(())
            >
                <Drawn icon />
                <span>{name}{(!detail.is_empty()).then(|| view! { <small>{detail}</small> })}</span>
            </button>
        }
    };
    let save = move |intent: Intent| Callback::new(move |()| manuscript.save(intent.clone()));
    let path = Memo::new(move |_| manuscript.saved.with(|saved| saved.path.clone()));
    let view_post = move || {
        path.get().map(|path| view! {
            <li class="apart">
                <a href=path rel="external" target="_blank"><Drawn icon=Icon::Outside /><span>{texts.view_post}</span></a>
            </li>
        })
    };
    let schedule = Callback::new(move |()| manuscript.scheduling.set(true));
    view! {
        <div class="split-button" hidden=move || is(Status::Trash)>
            <button type="button" class="button" on:click=press>{label}</button>
            <button type="button" class="button only-icon" popovertarget="publish-menu" aria-label=texts.other_ways>
                <Drawn icon=Icon::Down />
            </button>
        </div>
        <ul class="menu" id="publish-menu" popover>
            <li hidden=move || likely() == Intent::Keep>{item(Icon::Backup, texts.save_draft, texts.save_draft_detail, save(Intent::Keep))}</li>
            <li hidden=move || is(Status::Published)>{item(Icon::Check, texts.publish_now, texts.publish_now_detail, save(Intent::Publish))}</li>
            <li>{item(Icon::Clock, texts.publish_at, texts.publish_at_detail, schedule)}</li>
            <li hidden=move || is(Status::Private)>{item(Icon::Lock, texts.publish_privately, texts.publish_privately_detail, save(Intent::Private))}</li>
            {view_post}
            <li class="apart" hidden=move || is(Status::Draft)>{item(Icon::Undo, texts.unpublish, "", save(Intent::Draft))}</li>
        </ul>
    }
}

/// What the button does.
fn likely(status: Status) -> Intent {
    match status {
        Status::Draft => Intent::Publish,
        _ => Intent::Keep,
    }
}

/// What the button says.
fn label(status: Status, texts: &EditorTexts) -> &'static str {
    match status {
        Status::Draft => texts.publish,
        Status::Published => texts.update,
        _ => texts.save,
    }
}

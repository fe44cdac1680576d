//! Writing: the editor of posts and pages.

mod banners;
mod bar;
mod categories;
mod copies;
mod difference;
mod faults;
mod featured;
mod field;
mod flow;
mod keepsake;
mod manuscript;
mod marking;
mod pace;
mod picture;
mod place;
mod presence;
mod preview;
mod publish;
mod removal;
mod revisions;
mod saving;
mod schedule;
mod seo;
mod settings;
mod sharing;
mod slug;
mod tags;
mod textarea;
mod toolbar;
mod writing;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::failure::use_expiry;
use super::loaded::loaded;
use super::toast::use_toaster;
use crate::admin::head::Head;
use crate::api::admin::posts::read_post;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::desk::Desk;
use crate::model::admin::post::{Editing, Intent, Kind, Status};
use crate::model::error::Error;

use banners::Banners;
use bar::Bar;
use faults::is_wide;
use manuscript::{Manuscript, Pane};
use preview::{PreviewPane, Rendering};
use revisions::HistoryPane;
use schedule::Schedule;
use settings::SettingsPane;
use writing::Writing;

/// The post that an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    New,
    Stored(i64),
    Nothing,
}

impl Wanted {
    fn parse(id: &str) -> Self {
        match id {
            "new" => Wanted::New,
            id => id.parse().map_or(Wanted::Nothing, Wanted::Stored),
        }
    }
}

/// The editor of posts, or of pages.
#[component]
pub fn EditorPage(kind: Kind) -> impl IntoView {
    let params = use_params_map();
    let navigate = use_navigate();
    // A new post gets its address when it is stored for the first time: the page stays as it is then.
    let adopted = StoredValue::new(None::<i64>);
    let wanted = Memo::new(move |before: Option<&(Wanted, u32)>| {
        let wanted = params.with(|params| Wanted::parse(&params.get("id").unwrap_or_default()));
        match (before, wanted, adopted.get_value()) {
            (Some(before), Wanted::Stored(id), Some(adopted)) if id == adopted => *before,
            (before, wanted, _) => (wanted, before.map_or(0, |(_, opened)| opened + 1)),
        }
    });
    let adopt = Callback::new(move |id: i64| {
        adopted.set_value(Some(id));
        let place = match kind {
            Kind::Post => "posts",
            Kind::Page => "pages",
        };
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/admin/{place}/{id}"), options);
    });
    let editing = Resource::new(
        move || wanted.get(),
        move |(wanted, _)| async move {
            adopted.set_value(None);
            match wanted {
                Wanted::New => read_post(kind, None).await,
                Wanted::Stored(id) => read_post(kind, Some(id)).await,
                Wanted::Nothing => Err(Error::NotFound),
            }
        },
    );
    loaded(editing, move |editing| view! { <Editor kind editing adopt /> })
}

/// The desk with a post on it.
#[component]
fn Editor(kind: Kind, editing: Editing, adopt: Callback<i64>) -> impl IntoView {
    let texts = use_admin_texts();
    let desk = expect_context::<Desk>();
    let manuscript = Manuscript::new(kind, editing, &desk, texts, (use_toaster(), use_expiry()), adopt);
    let rendering = Rendering::follow(manuscript);
    Effect::new(move || {
        manuscript.watch();
        if manuscript.id.get_untracked().is_none() {
            browser::focus("post-title");
        }
        if is_wide() {
            manuscript.pane.set(Pane::Preview);
        }
    });
    let save = move |event: KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.code() == "KeyS" {
            event.prevent_default();
            if manuscript.status.get_untracked() != Status::Trash {
                manuscript.save(Intent::Keep);
            }
        }
    };
    let pane = move || match manuscript.pane.get() {
        Pane::Writing => "writing",
        Pane::Preview => "preview",
        Pane::Settings => "settings",
        Pane::History => "history",
    };
    let title = Memo::new(move |_| {
        let title = manuscript.draft.with(|draft| draft.title.trim().to_owned());
        if title.is_empty() { texts.editor.untitled.to_owned() } else { title }
    });
    view! {
        {move || view! { <Head title=format!("{} – {}", title.get(), desk.title) /> }}
        <div class="editor" data-pane=pane on:keydown=save>
            <Bar manuscript />
            <Banners manuscript />
            <div class="panes">
                <h1 class="visually-hidden">{texts.editor.title}</h1>
                <Writing manuscript counts=rendering.counts />
                <PreviewPane manuscript rendering />
                <SettingsPane manuscript />
                <HistoryPane manuscript />
            </div>
        </div>
        <Schedule manuscript />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_posts() {
        assert_eq!(Wanted::parse("new"), Wanted::New);
        assert_eq!(Wanted::parse("12"), Wanted::Stored(12));
        assert_eq!(Wanted::parse("neu"), Wanted::Nothing);
        assert_eq!(Wanted::parse(""), Wanted::Nothing);
    }
}

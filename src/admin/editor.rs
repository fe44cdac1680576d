//! The editor of posts and pages.

mod autosave;
mod banners;
mod category_picker;
mod checkbox;
mod difference;
mod draft_field;
mod editor_bar;
mod editor_state;
mod featured_image;
mod field_errors;
mod format_switch;
mod insert_picture;
mod library_request;
mod local_copies;
mod local_drafts;
mod markdown_body;
mod markdown_commands;
mod page_position;
mod presence;
mod preview;
mod preview_link;
mod publish_button;
mod publish_dialog;
mod revisions;
mod save_queue;
mod saving;
mod schedule;
mod seo;
mod settings_pane;
mod slug_field;
mod tag_picker;
mod textarea;
mod toolbar;
mod trash_actions;
mod undescribed_pictures;
mod unsaved_changes;
mod visual_body;
mod visual_host;
mod writing_pane;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::error_page::use_session_expiry;
use super::resource_view::resource_view;
use super::toast::use_toaster;
use crate::admin::page_head::AdminPageHead;
use crate::api::admin::posts::read_post;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::editor_path;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::post::{EditorPost, PostKind, PostStatus, SaveIntent};
use crate::model::error::Error;

use banners::Banners;
use editor_bar::EditorBar;
use editor_state::{EditorPane, EditorState};
use field_errors::is_wide;
use preview::{LivePreview, PreviewPane};
use publish_dialog::PublishDialog;
use revisions::HistoryPane;
use schedule::{ScheduleDialog, watch_publication};
use settings_pane::SettingsPane;
use writing_pane::WritingPane;

/// The post in the page's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EditorTarget {
    New,
    Stored(i64),
    Nothing,
}

impl EditorTarget {
    fn parse(id: &str) -> Self {
        match id {
            "new" => EditorTarget::New,
            id => id.parse().map_or(EditorTarget::Nothing, EditorTarget::Stored),
        }
    }
}

/// Renders the editor of posts, or of pages.
#[component]
pub fn EditorPage(kind: PostKind) -> impl IntoView {
    let params = use_params_map();
    let navigate = use_navigate();
    // A new post gets its URL when it is first saved. The page is not recreated then.
    let adopted = StoredValue::new(None::<i64>);
    let wanted = Memo::new(move |before: Option<&(EditorTarget, u32)>| {
        let wanted = params.with(|params| EditorTarget::parse(&params.get("id").unwrap_or_default()));
        match (before, wanted, adopted.get_value()) {
            (Some(before), EditorTarget::Stored(id), Some(adopted)) if id == adopted => *before,
            (before, wanted, _) => (wanted, before.map_or(0, |(_, opened)| opened + 1)),
        }
    });
    let adopt = Callback::new(move |id: i64| {
        adopted.set_value(Some(id));
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&editor_path(kind, id), options);
    });
    let editing = Resource::new(
        move || wanted.get(),
        move |(wanted, _)| async move {
            adopted.set_value(None);
            match wanted {
                EditorTarget::New => read_post(kind, None).await,
                EditorTarget::Stored(id) => read_post(kind, Some(id)).await,
                EditorTarget::Nothing => Err(Error::NotFound),
            }
        },
    );
    resource_view(editing, move |editing| view! { <PostEditor kind editing adopt /> })
}

/// Renders the editor for a loaded post.
#[component]
fn PostEditor(kind: PostKind, editing: EditorPost, adopt: Callback<i64>) -> impl IntoView {
    let texts = use_admin_texts();
    let context = expect_context::<AdminContext>();
    let editor = EditorState::new(kind, editing, &context, texts, (use_toaster(), use_session_expiry()), adopt);
    let rendering = LivePreview::follow(editor);
    watch_publication(editor);
    Effect::new(move || {
        editor.watch();
        if editor.id.get_untracked().is_none() {
            browser::focus("post-title");
        }
        if is_wide() {
            editor.pane.set(EditorPane::Preview);
        }
    });
    let save = move |event: KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.code() == "KeyS" {
            event.prevent_default();
            if editor.status.get_untracked() != PostStatus::Trash {
                editor.save(SaveIntent::Keep);
            }
        }
    };
    let pane = move || match editor.pane.get() {
        EditorPane::Writing => "writing",
        EditorPane::Preview => "preview",
        EditorPane::Settings => "settings",
        EditorPane::History => "history",
    };
    let title = Memo::new(move |_| {
        let title = editor.draft.with(|draft| draft.title.trim().to_owned());
        if title.is_empty() { texts.editor.untitled.to_owned() } else { title }
    });
    view! {
        {move || view! { <AdminPageHead title=format!("{} – {}", title.get(), context.title) /> }}
        <div class="editor" data-pane=pane on:keydown=save>
            <EditorBar editor />
            <Banners editor />
            <div class="panes">
                <h1 class="visually-hidden">{texts.editor.title}</h1>
                <WritingPane editor counts=rendering.counts />
                <PreviewPane editor rendering />
                <SettingsPane editor />
                <HistoryPane editor />
            </div>
        </div>
        <PublishDialog editor />
        <ScheduleDialog editor />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn url_ids_are_parsed() {
        assert_eq!(EditorTarget::parse("new"), EditorTarget::New);
        assert_eq!(EditorTarget::parse("12"), EditorTarget::Stored(12));
        assert_eq!(EditorTarget::parse("neu"), EditorTarget::Nothing);
        assert_eq!(EditorTarget::parse(""), EditorTarget::Nothing);
    }
}

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::Event;

use super::editor_state::EditorState;
use crate::admin::form_fields::Field;
use crate::api::admin::posts::propose_slug;
use crate::model::admin::post::PostStatus;

const ID: &str = "post-slug";

/// Delay between the last change of the title and the request for its slug.
const WAIT: Duration = Duration::from_millis(400);

/// Renders the slug field. The slug follows the title until another one is typed.
#[component]
pub fn SlugField(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let draft = editor.draft;
    let proposed = RwSignal::new(editor.saved.with_untracked(|saved| saved.slug.clone()));
    let is_typing = RwSignal::new(false);
    follow_title(editor, proposed);
    let value = move || {
        let slug = draft.with(|draft| draft.slug.clone());
        // An empty field stays empty while the user types.
        if slug.is_empty() && !is_typing.get() { proposed.get() } else { slug }
    };
    let write = move |event: Event| {
        is_typing.set(true);
        let text = event_target_value(&event);
        editor.write(ID, |draft| draft.slug = text);
    };
    let hint = Signal::derive(move || match editor.status.get() {
        PostStatus::Published => texts.slug_published_hint.to_owned(),
        _ => texts.slug_hint.to_owned(),
    });
    view! {
        <Field id=ID label=texts.slug hint errors=editor.errors>
            <div class="with-prefix">
                <span class="prefix">{editor.options.with_value(|options| path_of(&options.address))}</span>
                <input
                    id=ID
                    prop:value=value
                    value=untrack(value)
                    autocapitalize="none"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=editor.errors.described_by(ID, true)
                    aria-invalid=editor.errors.aria_invalid(ID)
                    on:input=write
                    on:blur=move |_| is_typing.set(false)
                />
            </div>
        </Field>
    }
}

/// Requests the slug of the title as it is typed, unless the user has typed a slug.
fn follow_title(editor: EditorState, proposed: RwSignal<String>) {
    let title = Memo::new(move |_| editor.draft.with(|draft| draft.title.clone()));
    let opened_with = StoredValue::new(title.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |was_opened: Option<()>| {
        title.with(|_| ());
        if was_opened.is_none() {
            return;
        }
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(move || ask(editor, proposed, opened_with), WAIT).ok();
        });
    });
    on_cleanup(move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    });
}

fn ask(editor: EditorState, proposed: RwSignal<String>, opened_with: StoredValue<String>) {
    let is_free = editor.status.try_get_untracked() == Some(PostStatus::Draft);
    let Some(draft) = editor.draft.try_get_untracked().filter(|_| is_free) else { return };
    let (kind, id, title) = (editor.kind, editor.id.get_untracked(), draft.title);
    let first = opened_with.get_value();
    spawn_local(async move {
        // The slug of a reopened draft still follows its title, unless it was changed.
        if !draft.slug.is_empty() {
            let is_made = is_placeholder(&draft.slug, id)
                || propose_slug(kind, id, first).await.is_ok_and(|made| made == draft.slug);
            if !is_made {
                return;
            }
            editor.draft.try_update(|now| {
                if now.slug == draft.slug {
                    now.slug.clear();
                }
            });
        }
        if let Ok(slug) = propose_slug(kind, id, title.clone()).await
            && editor.draft.try_with_untracked(|now| now.title == title) == Some(true)
        {
            proposed.set(slug);
        }
    });
}

/// Returns whether this is the slug of a draft without a title.
fn is_placeholder(slug: &str, id: Option<i64>) -> bool {
    id.is_some_and(|id| slug == format!("draft-{id}"))
}

/// Returns the path of a URL, without scheme and host.
fn path_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_path_is_shown() {
        assert_eq!(path_of("https://bao.example/posts/"), "/posts/");
        assert_eq!(path_of("https://bao.example/"), "/");
        assert_eq!(path_of("https://bao.example"), "/");
        assert_eq!(path_of("/posts/"), "/posts/");
    }

    #[test]
    fn placeholder_slugs_are_recognized() {
        assert!(is_placeholder("draft-7", Some(7)));
        assert!(!is_placeholder("draft-7", Some(8)));
        assert!(!is_placeholder("draft-7", None));
    }
}

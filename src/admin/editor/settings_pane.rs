use leptos::prelude::*;
use leptos::web_sys::Event;

use super::category_picker::CategoryPicker;
use super::checkbox::Checkbox;
use super::draft_field::{DraftField, DraftTextField};
use super::editor_state::EditorState;
use super::featured_image::FeaturedImage;
use super::page_position::PagePosition;
use super::preview_link::PreviewLink;
use super::seo::Seo;
use super::slug_field::SlugField;
use super::tag_picker::TagPicker;
use super::trash_actions::TrashActions;
use crate::admin::form_fields::Field;
use crate::model::admin::post::{CommentPolicy, Pinning, PostKind};

/// Renders all settings of a post.
#[component]
pub fn SettingsPane(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let is_post = editor.kind == PostKind::Post;
    view! {
        <section class="pane settings-pane" aria-label=texts.settings tabindex="0">
            <form class="post-settings" on:submit=|event| event.prevent_default()>
                <section aria-labelledby="settings-place">
                    <h2 id="settings-place">{texts.where_it_is}</h2>
                    <SlugField editor />
                    {match is_post {
                        true => view! { <CategoryPicker editor /><TagPicker editor /> }.into_any(),
                        false => view! { <PagePosition editor /> }.into_any(),
                    }}
                    <AuthorSelect editor />
                </section>
                <FeaturedImage editor />
                <section aria-labelledby="settings-excerpt">
                    <h2 id="settings-excerpt">{texts.excerpt_title}</h2>
                    <DraftTextField
                        editor
                        id="post-excerpt"
                        label=texts.excerpt
                        hint=texts.excerpt_hint
                        rows=3
                        part=DraftField { read: |draft| &draft.excerpt, write: |draft| &mut draft.excerpt }
                    />
                    <Checkbox
                        editor
                        id="post-commenting"
                        label=texts.takes_comments
                        read=|draft| draft.commenting == CommentPolicy::Open
                        write=|draft, on| draft.commenting = if on { CommentPolicy::Open } else { CommentPolicy::Closed }
                    />
                    {is_post.then(|| view! {
                        <Checkbox
                            editor
                            id="post-pinning"
                            label=texts.pinned
                            read=|draft| draft.pinning == Pinning::Pinned
                            write=|draft, on| draft.pinning = if on { Pinning::Pinned } else { Pinning::Loose }
                        />
                    })}
                </section>
                <Seo editor />
                <PreviewLink editor />
                <TrashActions editor />
            </form>
        </section>
    }
}

/// Renders the author's select if there is a choice.
#[component]
fn AuthorSelect(editor: EditorState) -> impl IntoView {
    const ID: &str = "post-author";
    let authors = editor.options.with_value(|options| options.authors.clone());
    let chosen = move || editor.draft.with(|draft| draft.author);
    let change = move |event: Event| {
        let author = event_target_value(&event).parse().ok();
        editor.write(ID, |draft| draft.author = author);
    };
    (authors.len() > 1).then(move || {
        // The current author may no longer be selectable.
        let needs_none = untrack(chosen).is_none_or(|id| authors.iter().all(|author| author.id != id));
        let options = authors.into_iter().map(move |author| {
            let id = author.id;
            view! { <option value=id selected=move || chosen() == Some(id)>{author.name}</option> }
        });
        view! {
            <Field id=ID label=editor.texts.editor.author errors=editor.errors>
                <select
                    id=ID
                    aria-describedby=editor.errors.described_by(ID, false)
                    aria-invalid=editor.errors.aria_invalid(ID)
                    on:change=change
                >
                    {needs_none.then(|| view! { <option value="">"–"</option> })}
                    {options.collect_view()}
                </select>
            </Field>
        }
    })
}

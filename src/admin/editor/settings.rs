use leptos::prelude::*;
use leptos::web_sys::Event;

use super::categories::Categories;
use super::faults::{Fault, described, invalid};
use super::featured::FeaturedImage;
use super::field::{Part, TextField};
use super::manuscript::Manuscript;
use super::place::Place;
use super::removal::Removal;
use super::seo::Seo;
use super::sharing::Sharing;
use super::slug::Slug;
use super::tags::Tags;
use crate::model::admin::post::{Commenting, Draft, Kind, Pinning};

/// All about a post but its text.
#[component]
pub fn SettingsPane(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let is_post = manuscript.kind == Kind::Post;
    view! {
        <section class="pane settings-pane" aria-label=texts.settings tabindex="0">
            <form class="post-settings" on:submit=|event| event.prevent_default()>
                <section aria-labelledby="settings-place">
                    <h2 id="settings-place">{texts.where_it_is}</h2>
                    <Slug manuscript />
                    {match is_post {
                        true => view! { <Categories manuscript /><Tags manuscript /> }.into_any(),
                        false => view! { <Place manuscript /> }.into_any(),
                    }}
                    <Author manuscript />
                </section>
                <FeaturedImage manuscript />
                <section aria-labelledby="settings-excerpt">
                    <h2 id="settings-excerpt">{texts.excerpt_title}</h2>
                    <TextField
                        manuscript
                        id="post-excerpt"
                        label=texts.excerpt
                        hint=texts.excerpt_hint
                        rows=3
                        part=Part { read: |draft| &draft.excerpt, write: |draft| &mut draft.excerpt }
                    />
                    <Check
                        manuscript
                        id="post-commenting"
                        label=texts.takes_comments
                        read=|draft| draft.commenting == Commenting::Open
                        write=|draft, on| draft.commenting = if on { Commenting::Open } else { Commenting::Closed }
                    />
                    {is_post.then(|| view! {
                        <Check
                            manuscript
                            id="post-pinning"
                            label=texts.pinned
                            read=|draft| draft.pinning == Pinning::Pinned
                            write=|draft, on| draft.pinning = if on { Pinning::Pinned } else { Pinning::Loose }
                        />
                    })}
                </section>
                <Seo manuscript />
                <Sharing manuscript />
                <Removal manuscript />
            </form>
        </section>
    }
}

/// Something that is so or not.
#[component]
fn Check(
    manuscript: Manuscript,
    id: &'static str,
    label: &'static str,
    read: fn(&Draft) -> bool,
    write: fn(&mut Draft, bool),
) -> impl IntoView {
    let is_on = move || manuscript.draft.with(read);
    let change = move |event: Event| {
        let on = event_target_checked(&event);
        manuscript.write(id, |draft| write(draft, on));
    };
    view! {
        <div class="field check">
            <input type="checkbox" id=id prop:checked=is_on checked=untrack(is_on) on:change=change />
            <label for=id>{label}</label>
        </div>
    }
}

/// Who has written it, where there is a choice.
#[component]
fn Author(manuscript: Manuscript) -> impl IntoView {
    const ID: &str = "post-author";
    let authors = manuscript.options.with_value(|options| options.authors.clone());
    let chosen = move || manuscript.draft.with(|draft| draft.author);
    let change = move |event: Event| {
        let author = event_target_value(&event).parse().ok();
        manuscript.write(ID, |draft| draft.author = author);
    };
    (authors.len() > 1).then(|| {
        // One who is no longer there is still the one.
        let needs_none = untrack(chosen).is_none_or(|id| authors.iter().all(|author| author.id != id));
        let options = authors.into_iter().map(|author| {
            let id = author.id;
            view! { <option value=id selected=move || chosen() == Some(id)>{author.name}</option> }
        });
        view! {
            <div class="field" class:invalid=move || manuscript.fault(ID).is_some()>
                <label for=ID>{manuscript.texts.editor.author}</label>
                <select
                    id=ID
                    aria-describedby=described(manuscript, ID, false)
                    aria-invalid=invalid(manuscript, ID)
                    on:change=change
                >
                    {needs_none.then(|| view! { <option value="">"–"</option> })}
                    {options.collect_view()}
                </select>
                <Fault manuscript field=ID />
            </div>
        }
    })
}

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_field::{DraftField, DraftTextField};
use super::editor_state::EditorState;
use crate::admin::icon::{Icon, IconImage};
use crate::admin::media::MediaPicker;
use crate::api::admin::media::read_media_descriptions;
use crate::browser;
use crate::model::address::paths;
use crate::model::admin::media::MediaItem;

/// Renders the setting of the featured image.
#[component]
pub fn FeaturedImage(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let src = Memo::new(move |_| editor.draft.with(|draft| draft.image_src.trim().to_owned()));
    let drop = move |_| {
        editor.write("post-image", |draft| {
            draft.image_src.clear();
            draft.image_alt.clear();
            draft.image_caption.clear();
        });
        browser::focus("post-image");
    };
    let image =
        move || {
            let src = src.get();
            (!src.is_empty()).then(|| view! {
            <div class="featured-image">
                <img src=src alt="" width="1200" height="675" />
                <div class="actions">
                    <button type="button" class="button plain danger" on:click=drop>{texts.remove_image}</button>
                </div>
            </div>
        })
        };
    let choosing = RwSignal::new(false);
    let pick = Callback::new(move |media: Vec<MediaItem>| {
        let Some(media_item) = media.into_iter().next() else { return };
        editor.write("post-image", |draft| {
            draft.image_src = media_item.path.clone();
            draft.image_alt = media_item.alt.clone();
        });
    });
    view! {
        <section aria-labelledby="settings-image">
            <h2 id="settings-image">{texts.featured_image}</h2>
            {image}
            <button type="button" class="button quiet" on:click=move |_| choosing.set(true)>
                <IconImage icon=Icon::Picture />{texts.choose_image}
            </button>
            <MediaPicker id="choose-image" open=choosing pick />
            <DraftTextField
                editor
                id="post-image"
                label=texts.picture_address
                part=DraftField { read: |draft| &draft.image_src, write: |draft| &mut draft.image_src }
            />
            <DraftTextField
                editor
                id="post-image-alt"
                label=texts.picture_alt
                hint=texts.picture_alt_hint
                rows=2
                part=DraftField { read: |draft| &draft.image_alt, write: |draft| &mut draft.image_alt }
            />
            <AltOffer editor />
            <DraftTextField
                editor
                id="post-image-caption"
                label=texts.image_caption
                part=DraftField { read: |draft| &draft.image_caption, write: |draft| &mut draft.image_caption }
            />
        </section>
    }
}

/// Offers the description that the library has of the featured image, if it has none here.
#[component]
fn AltOffer(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let undescribed = Memo::new(move |_| {
        editor
            .draft
            .with(|draft| paths::parse_media(draft.image_src.trim()).filter(|_| draft.image_alt.trim().is_empty()))
    });
    let offered = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        offered.set(None);
        let Some(id) = undescribed.get() else { return };
        spawn_local(async move {
            // It is an offer: without an answer, nothing is lost.
            let found = read_media_descriptions(vec![id]).await.unwrap_or_default();
            // The image may be another one by now, or described.
            if undescribed.try_get_untracked().flatten() == Some(id) {
                offered.set(found.into_iter().next().map(|(_, alt)| alt));
            }
        });
    });
    let take = move |_| {
        if let Some(alt) = offered.get_untracked() {
            editor.write("post-image-alt", |draft| draft.image_alt = alt);
            browser::focus("post-image-alt");
        }
    };
    move || {
        offered.get().map(|alt| {
            view! { <button type="button" class="button quiet" on:click=take>{(texts.use_description)(&alt)}</button> }
        })
    }
}

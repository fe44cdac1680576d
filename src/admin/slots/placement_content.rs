use leptos::prelude::*;

use super::choices::Choice;
use super::part::text_part;
use crate::admin::form_errors::FormErrors;
use crate::admin::form_fields::{Field, TextArea, TextField};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::media::MediaPicker;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;
use crate::model::admin::placement::{PlacementDraft, PlacementKind};

/// Renders the fields of what is shown.
#[component]
pub fn PlacementContent(draft: RwSignal<PlacementDraft>, errors: FormErrors) -> impl IntoView {
    let texts = &use_admin_texts().placements;
    let kinds = [PlacementKind::Banner, PlacementKind::Text, PlacementKind::Html];
    let kinds = kinds.map(|kind| (kind, (texts.kind_name)(kind).to_owned())).to_vec();
    let kind = Memo::new(move |_| draft.with(|draft| draft.kind));
    let fields = move || match kind.get() {
        PlacementKind::Banner => view! { <BannerFields draft errors /> }.into_any(),
        kind => view! {
            <TextArea
                id="placement-source"
                label=(texts.source)(kind)
                hint=(texts.source_hint)(kind)
                value=text_part(draft, |draft| &draft.source, |draft| &mut draft.source)
                errors
                rows=6
            />
        }
        .into_any(),
    };
    view! {
        <Choice
            id="placement-kind"
            label=texts.kind
            choices=kinds
            value=kind
            on_choice=Callback::new(move |kind| draft.update(|draft| draft.kind = kind))
            errors
        />
        {fields}
        <TextField
            id="placement-label"
            label=texts.label
            hint=texts.label_hint
            value=text_part(draft, |draft| &draft.label, |draft| &mut draft.label)
            errors
        />
    }
}

/// Renders the fields of a banner: a picture of the library, its description, and where it leads.
#[component]
fn BannerFields(draft: RwSignal<PlacementDraft>, errors: FormErrors) -> impl IntoView {
    const PICTURE: &str = "placement-image";
    let texts = &use_admin_texts().placements;
    let choosing = RwSignal::new(false);
    let pick = Callback::new(move |media: Vec<MediaItem>| {
        let Some(picture) = media.into_iter().next() else { return };
        errors.clear_field(PICTURE);
        draft.update(|draft| {
            draft.image = picture.path;
            if draft.alt.trim().is_empty() {
                draft.alt = picture.alt;
            }
        });
    });
    let image = move || {
        let src = draft.with(|draft| draft.image.clone());
        (!src.is_empty()).then(|| view! { <img class="banner-picture" src=src alt="" /> })
    };
    view! {
        <Field id=PICTURE label=texts.picture errors>
            {image}
            <button
                type="button"
                id=PICTURE
                class="button quiet"
                aria-label=texts.choose_picture
                aria-describedby=errors.described_by(PICTURE, false)
                on:click=move |_| choosing.set(true)
            >
                <IconImage icon=Icon::Picture />{texts.choose_picture}
            </button>
        </Field>
        <MediaPicker id="choose-banner" open=choosing pick />
        <TextField
            id="placement-alt"
            label=texts.alt
            hint=texts.alt_hint
            value=text_part(draft, |draft| &draft.alt, |draft| &mut draft.alt)
            errors
        />
        <TextField
            id="placement-link"
            label=texts.link
            hint=texts.link_hint
            value=text_part(draft, |draft| &draft.link, |draft| &mut draft.link)
            errors
        />
    }
}

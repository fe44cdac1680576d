use leptos::prelude::*;

use super::page_state::TermsPageState;
use crate::admin::form_fields::{SelectField, TextField};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::media::MediaPicker;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;
use crate::model::term::TermColor;

/// Renders the fields for the colour and the picture of a category, and for the sections of its page.
#[component]
pub fn TermLooks() -> impl IntoView {
    let texts = &use_admin_texts().terms.looks;
    let page = expect_context::<TermsPageState>();
    let errors = page.errors;
    let mut choices = vec![(String::new(), texts.no_color.to_owned())];
    choices.extend(TermColor::ALL.map(|color| (color.as_str().to_owned(), (texts.color_name)(color).to_owned())));
    let sample = move || {
        let class = format!("term-color color-{}", page.color.get());
        (!page.color.get().is_empty()).then(|| view! { <p class=class aria-hidden="true">{texts.color_sample}</p> })
    };
    let choosing = RwSignal::new(false);
    let pick = Callback::new(move |media: Vec<MediaItem>| {
        if let Some(media_item) = media.into_iter().next() {
            page.image.set(media_item.path);
        }
    });
    view! {
        <SelectField id="term-color" label=texts.color hint=texts.color_hint.to_owned() value=page.color choices errors />
        {sample}
        <TextField id="term-image" label=texts.image hint=texts.image_hint.to_owned() value=page.image errors />
        <div>
            <button type="button" class="button quiet" on:click=move |_| choosing.set(true)>
                <IconImage icon=Icon::Picture />{texts.choose_image}
            </button>
        </div>
        <MediaPicker id="choose-term-image" open=choosing pick />
        <div class="choices">
            <label>
                <input
                    type="checkbox"
                    prop:checked=page.has_front_page
                    checked=page.has_front_page.get_untracked()
                    on:change:target=move |event| page.has_front_page.set(event.target().checked())
                />
                {texts.has_front_page}
            </label>
        </div>
    }
}

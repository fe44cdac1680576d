use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::manuscript::Manuscript;
use super::{marking, textarea};
use crate::admin::dialog::Dialog;

/// Asks for a picture and puts it into the text.
#[component]
pub fn InsertPicture(manuscript: Manuscript, open: RwSignal<bool>) -> impl IntoView {
    let texts = manuscript.texts;
    let (address, alt) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let insert = move |event: SubmitEvent| {
        event.prevent_default();
        let (src, words) = (address.get().trim().to_owned(), alt.get());
        open.set(false);
        address.set(String::new());
        alt.set(String::new());
        // The dialog gives the focus back first.
        request_animation_frame(move || textarea::edit(|text, at| marking::picture(text, at, &src, words.trim())));
    };
    view! {
        <Dialog id="insert-picture" title=texts.editor.picture open>
            <form class="body" id="insert-picture-form" on:submit=insert>
                <div class="field">
                    <label for="picture-address">{texts.editor.picture_address}</label>
                    <input
                        id="picture-address"
                        required
                        autofocus
                        autocomplete="off"
                        prop:value=address
                        on:input=move |event| address.set(event_target_value(&event))
                    />
                </div>
                <div class="field">
                    <label for="picture-alt">{texts.editor.picture_alt}</label>
                    <input
                        id="picture-alt"
                        autocomplete="off"
                        aria-describedby="picture-alt-hint"
                        prop:value=alt
                        on:input=move |event| alt.set(event_target_value(&event))
                    />
                    <p class="hint" id="picture-alt-hint">{texts.editor.picture_alt_hint}</p>
                </div>
            </form>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.desk.cancel}</button>
                <button class="button" form="insert-picture-form">{texts.editor.insert}</button>
            </footer>
        </Dialog>
    }
}

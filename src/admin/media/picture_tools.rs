use leptos::prelude::*;
use leptos::task::spawn_local;

use super::change_question::ChangeQuestion;
use super::list_state::MediaListState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::toast::use_toaster;
use crate::api::admin::media::edit_media;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;
use crate::model::admin::picture_edit::{Edge, PictureEdit};

/// Renders controls that turn and cut a picture. The result takes its place in posts.
#[component]
pub fn PictureTools(
    media_item: MediaItem,
    list: MediaListState,
    /// The file that the dialog shows.
    chosen: RwSignal<Option<MediaItem>>,
    /// Shown in the dialog.
    failure: RwSignal<Option<String>>,
    /// What is cut, while the picture shows the frame for it.
    crop: RwSignal<PictureEdit>,
    is_cropping: RwSignal<bool>,
    question: ChangeQuestion,
) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.media.picture_tools;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let is_busy = RwSignal::new(false);
    let id = media_item.id;
    let apply = move |edit: PictureEdit| {
        failure.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let changed = edit_media(id, edit).await;
            expiry.note(&changed);
            is_busy.set(false);
            match changed {
                Ok(changed) => {
                    list.put_first(changed);
                    chosen.set(None);
                    list.look();
                    toaster.tell(words.done);
                }
                Err(error) => failure.set(Some(error_text_in(texts, &error))),
            }
        });
    };
    let turn = move |quarter_turns| {
        let edit = PictureEdit { quarter_turns, ..PictureEdit::default() };
        question.ask(Callback::new(move |()| apply(edit)));
    };
    let is_possible = Signal::derive(move || crop.get().is_possible());
    let cut = move |_| {
        let edit = crop.get_untracked();
        if edit.is_possible() && edit != PictureEdit::default() {
            question.ask(Callback::new(move |()| apply(edit)));
        }
    };
    let fields = move || {
        let fields = Edge::ALL.into_iter().zip(words.edges).map(|(edge, label)| {
            let read = move |event| {
                let percent = event_target_value(&event).parse().unwrap_or_default();
                crop.update(|crop| *crop = crop.cutting(edge, percent));
            };
            view! {
                <label>
                    {label}
                    <input
                        type="number"
                        min="0"
                        max=PictureEdit::MOST.to_string()
                        inputmode="numeric"
                        aria-describedby="crop-fault"
                        aria-invalid=move || (!is_possible.get()).to_string()
                        prop:value=move || crop.get().cut(edge).to_string()
                        on:input=read
                    />
                </label>
            }
        });
        fields.collect_view()
    };
    view! {
        <fieldset class="picture-tools">
            <legend>{words.title}</legend>
            <Show
                when=move || is_cropping.get()
                fallback=move || view! {
                    <div class="actions">
                        <button type="button" class="button quiet" on:click=move |_| is_cropping.set(true)>
                            {words.start_cut}
                        </button>
                        <button type="button" class="button quiet" disabled=is_busy on:click=move |_| turn(3)>
                            {words.turn_left}
                        </button>
                        <button type="button" class="button quiet" disabled=is_busy on:click=move |_| turn(1)>
                            {words.turn_right}
                        </button>
                    </div>
                }
            >
                <div class="edges">{fields}</div>
                <p class="error" id="crop-fault" role="alert">
                    {move || (!is_possible.get()).then(|| (words.too_much)(PictureEdit::MOST))}
                </p>
                <div class="actions">
                    <button
                        type="button"
                        class="button"
                        disabled=move || is_busy.get() || crop.get() == PictureEdit::default()
                        on:click=cut
                    >
                        {words.cut}
                    </button>
                    <button
                        type="button"
                        class="button quiet"
                        on:click=move |_| {
                            crop.set(PictureEdit::default());
                            is_cropping.set(false);
                        }
                    >
                        {texts.layout.cancel}
                    </button>
                </div>
            </Show>
        </fieldset>
    }
}

use leptos::prelude::*;

use crate::admin::form_errors::FieldErrorText;
use crate::admin::icon::{Icon, IconImage};
use crate::admin::media::MediaPicker;
use crate::admin::settings::{SettingEntry, SettingSourceHint, SettingsFormState};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;
use crate::model::admin::setting::Setting;

/// For which setting a picture is being chosen.
#[derive(Clone, Copy)]
pub struct PictureChoice {
    is_open: RwSignal<bool>,
    entry: RwSignal<Option<SettingEntry>>,
}

impl PictureChoice {
    /// Creates it with the dialog closed.
    pub fn new() -> PictureChoice {
        PictureChoice { is_open: RwSignal::new(false), entry: RwSignal::new(None) }
    }

    fn begin(self, entry: SettingEntry) {
        self.entry.set(Some(entry));
        self.is_open.set(true);
    }
}

/// Renders the dialog. It is outside of the form of the settings, since its search is a form, too.
#[component]
pub fn PictureDialog(choice: PictureChoice) -> impl IntoView {
    let pick = Callback::new(move |media: Vec<MediaItem>| {
        if let Some((entry, item)) = choice.entry.get_untracked().zip(media.into_iter().next()) {
            entry.value.set(item.path);
        }
    });
    view! { <MediaPicker id="choose-picture" open=choice.is_open pick /> }
}

/// Renders a setting whose value is a picture of the library.
#[component]
pub fn PictureSetting(name: &'static str, label: &'static str, #[prop(optional)] hint: &'static str) -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let (form, choice) = (expect_context::<SettingsFormState>(), expect_context::<PictureChoice>());
    form.find(name).map(|entry| {
        let id = Setting::id(name);
        let remove = {
            let id = id.clone();
            move |_| {
                entry.value.set(String::new());
                browser::focus(&id);
            }
        };
        let is_chosen = Memo::new(move |_| entry.value.with(|path| !path.is_empty()));
        let described_by = form.errors.described_by(id.clone(), !hint.is_empty());
        let (label_id, hint_id) = (format!("{id}-label"), format!("{id}-hint"));
        view! {
            <div class="field picture-setting" role="group" aria-labelledby=label_id.clone()>
                <span class="label" id=label_id.clone()>{label}</span>
                {move || is_chosen.get().then(|| view! { <img src=entry.value alt="" /> })}
                <div class="actions">
                    <button
                        type="button"
                        class="button quiet"
                        id=id.clone()
                        aria-describedby=described_by
                        on:click=move |_| choice.begin(entry)
                    >
                        <IconImage icon=Icon::Picture />{texts.choose}
                    </button>
                    <Show when=move || is_chosen.get()>
                        <button type="button" class="button plain danger" on:click=remove.clone()>{texts.remove}</button>
                    </Show>
                </div>
                <FieldErrorText id errors=form.errors />
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
                <SettingSourceHint entry label />
            </div>
        }
    })
}

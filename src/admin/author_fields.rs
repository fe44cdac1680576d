use leptos::prelude::*;

use super::form_errors::FormErrors;
use super::form_fields::{Field, TextArea, TextField};
use super::icon::{Icon, IconImage};
use super::media::MediaPicker;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::author::AuthorProfile;
use crate::model::admin::media::MediaItem;

/// What the fields of an author's profile contain.
#[derive(Clone, Copy)]
pub struct AuthorFieldValues {
    role: RwSignal<String>,
    portrait: RwSignal<String>,
    biography: RwSignal<String>,
    links: RwSignal<String>,
    /// Whether the dialog for choosing the portrait is open.
    is_choosing: RwSignal<bool>,
}

impl AuthorFieldValues {
    pub fn new() -> AuthorFieldValues {
        let empty = || RwSignal::new(String::new());
        let is_choosing = RwSignal::new(false);
        AuthorFieldValues { role: empty(), portrait: empty(), biography: empty(), links: empty(), is_choosing }
    }

    pub fn fill(self, profile: AuthorProfile) {
        self.role.set(profile.role);
        self.portrait.set(profile.portrait);
        self.biography.set(profile.biography);
        self.links.set(profile.links);
    }

    pub fn profile(self) -> AuthorProfile {
        AuthorProfile {
            role: self.role.get_untracked(),
            portrait: self.portrait.get_untracked(),
            biography: self.biography.get_untracked(),
            links: self.links.get_untracked(),
        }
    }
}

/// Renders the fields of an author's profile: role, portrait, biography and links.
#[component]
pub fn AuthorFields(values: AuthorFieldValues, errors: FormErrors) -> impl IntoView {
    let texts = &use_admin_texts().authors;
    let AuthorFieldValues { role, biography, links, .. } = values;
    view! {
        <TextField id="role" label=texts.role hint=texts.role_hint value=role errors />
        <PortraitField values errors />
        <TextArea id="biography" label=texts.biography hint=texts.biography_hint value=biography errors />
        <TextArea id="links" label=texts.links hint=texts.links_hint value=links errors />
    }
}

#[component]
fn PortraitField(values: AuthorFieldValues, errors: FormErrors) -> impl IntoView {
    let texts = &use_admin_texts().authors;
    let AuthorFieldValues { portrait, is_choosing, .. } = values;
    let drop = move |_| {
        portrait.set(String::new());
        browser::focus("portrait");
    };
    let image = move || {
        let src = portrait.get();
        (!src.is_empty()).then(|| {
            view! {
                <img class="portrait" src=src alt="" width="88" height="88" />
                <button type="button" class="button plain danger" on:click=drop>{texts.remove_portrait}</button>
            }
        })
    };
    view! {
        <Field id="portrait" label=texts.portrait hint=texts.portrait_hint errors>
            <div class="actions">
                {image}
                <button
                    type="button"
                    class="button quiet"
                    id="portrait"
                    aria-describedby=errors.described_by("portrait", true)
                    on:click=move |_| is_choosing.set(true)
                >
                    <IconImage icon=Icon::Picture />{texts.choose_portrait}
                </button>
            </div>
        </Field>
    }
}

/// Renders the dialog for choosing the portrait. It has forms of its own, and so must not be in another.
#[component]
pub fn PortraitPicker(values: AuthorFieldValues) -> impl IntoView {
    let AuthorFieldValues { portrait, is_choosing, .. } = values;
    let pick = Callback::new(move |media: Vec<MediaItem>| {
        if let Some(item) = media.into_iter().next() {
            portrait.set(item.path);
        }
    });
    view! { <MediaPicker id="choose-portrait" open=is_choosing pick /> }
}

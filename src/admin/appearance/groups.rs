use leptos::prelude::*;

use super::color_setting::ColorSetting;
use super::picture_setting::PictureSetting;
use crate::admin::form_fields::{TextArea, TextField};
use crate::admin::settings::{ChoiceSetting, SettingSourceHint, SettingsFormState, SettingsGroup, TextSetting};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::setting::Setting;
use crate::model::identity::{FOOTER_COLUMNS, SocialNetwork};

/// Color and density.
#[component]
pub fn LookGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let densities = choices([("comfortable", texts.comfortable), ("compact", texts.dense)]);
    view! {
        <SettingsGroup id="group-look" title=texts.look>
            <ColorSetting />
            <ChoiceSetting name="identity.density" label=texts.density hint="" choices=densities />
        </SettingsGroup>
    }
}

/// The masthead.
#[component]
pub fn HeaderGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let styles = choices([("standard", texts.standard), ("centered", texts.centered), ("compact", texts.compact)]);
    let visibility = choices([("on", texts.shown), ("off", texts.hidden)]);
    view! {
        <SettingsGroup id="group-header" title=texts.header>
            <ChoiceSetting name="identity.header" label=texts.header_style hint="" choices=styles />
            <ChoiceSetting name="identity.tagline" label=texts.tagline hint="" choices=visibility.clone() />
            <ChoiceSetting name="identity.date" label=texts.date hint="" choices=visibility />
        </SettingsGroup>
    }
}

/// Logo and icon.
#[component]
pub fn LogoGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    view! {
        <SettingsGroup id="group-logo" title=texts.logo_group hint=texts.logo_group_hint>
            <PictureSetting name="identity.logo" label=texts.logo />
            <PictureSetting name="identity.logo_dark" label=texts.logo_dark hint=texts.logo_dark_hint />
            <TextSetting name="identity.logo_alt" label=texts.logo_alt hint=texts.logo_alt_hint />
            <TextSetting name="identity.logo_height" label=texts.logo_height digits=true />
            <PictureSetting name="identity.icon" label=texts.icon hint=texts.icon_hint />
        </SettingsGroup>
    }
}

/// The typefaces.
#[component]
pub fn FacesGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let faces = choices([
        ("newsreader", texts.face_newsreader),
        ("noto-serif", texts.face_noto_serif),
        ("bitter", texts.face_bitter),
        ("be-vietnam-pro", texts.face_be_vietnam_pro),
    ]);
    view! {
        <SettingsGroup id="group-faces" title=texts.faces hint=texts.faces_hint>
            <ChoiceSetting name="identity.headline_face" label=texts.headline_face hint="" choices=faces.clone() />
            <ChoiceSetting name="identity.text_face" label=texts.text_face hint="" choices=faces />
        </SettingsGroup>
    }
}

/// The columns of the footer.
#[component]
pub fn FooterGroup() -> impl IntoView {
    const COLUMNS: [(&str, &str); FOOTER_COLUMNS] = [
        ("identity.footer_1_heading", "identity.footer_1"),
        ("identity.footer_2_heading", "identity.footer_2"),
        ("identity.footer_3_heading", "identity.footer_3"),
        ("identity.footer_4_heading", "identity.footer_4"),
    ];
    let texts = &use_admin_texts().appearance;
    let form = expect_context::<SettingsFormState>();
    let column = |(number, (heading, text)): (usize, (&'static str, &'static str))| {
        Some((form.find(heading)?, form.find(text)?)).map(|(heading_entry, text_entry)| {
            view! {
                <div class="fields-column">
                    <TextField
                        id=Setting::id(heading)
                        label=(texts.column_heading)(number)
                        value=heading_entry.value
                        errors=form.errors
                    />
                    <TextArea
                        id=Setting::id(text)
                        label=(texts.column_text)(number)
                        value=text_entry.value
                        errors=form.errors
                        rows=4
                    />
                </div>
            }
        })
    };
    let columns = (1..).zip(COLUMNS).map(column).collect_view();
    view! { <SettingsGroup id="group-footer" title=texts.footer hint=texts.footer_hint>{columns}</SettingsGroup> }
}

/// Who publishes the site.
#[component]
pub fn ImprintGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    view! {
        <SettingsGroup id="group-imprint" title=texts.imprint hint=texts.imprint_hint>
            <TextSetting name="identity.publisher" label=texts.publisher />
            <TextSetting name="identity.license" label=texts.license />
            <TextSetting name="identity.responsible_editor" label=texts.responsible_editor />
            <TextSetting name="identity.postal_address" label=texts.postal_address />
            <TextSetting name="identity.telephone" label=texts.telephone />
            <TextSetting name="identity.email" label=texts.email />
            <TextSetting name="identity.copyright" label=texts.copyright hint=texts.copyright_hint />
        </SettingsGroup>
    }
}

/// Profiles on other sites.
#[component]
pub fn ProfilesGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let visibility = choices([("off", texts.hidden), ("on", texts.shown)]);
    let profiles =
        SocialNetwork::ALL.map(|network| view! { <TextSetting name=network.setting() label=network.name() /> });
    view! {
        <SettingsGroup id="group-profiles" title=texts.profiles hint=texts.profiles_hint>
            {profiles}
            <ChoiceSetting name="identity.feed" label=texts.feed hint="" choices=visibility />
        </SettingsGroup>
    }
}

/// The owner's style sheet.
#[component]
pub fn CssGroup() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let form = expect_context::<SettingsFormState>();
    let name = "identity.css";
    let field = form.find(name).map(|entry| {
        view! {
            <div class="source">
                <TextArea id=Setting::id(name) label=texts.css_field value=entry.value errors=form.errors rows=8 />
                <SettingSourceHint entry label=texts.css />
            </div>
        }
    });
    view! { <SettingsGroup id="group-css" title=texts.css hint=texts.css_hint>{field}</SettingsGroup> }
}

fn choices<const N: usize>(choices: [(&'static str, &'static str); N]) -> Vec<(String, String)> {
    choices.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec()
}

//! Checks of the values of the identity, with messages that say what to do.

use crate::config::{CssError, CssProblem, LibraryPicture, OwnCss};
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::appearance::AppearanceTexts;
use crate::media::site_icon::is_icon;
use crate::model::admin::setting::{Setting, SettingChange};
use crate::model::error::{Error, Rejections};
use crate::model::identity::{Color, ICON, MAX_CSS_BYTES, SocialNetwork};
use crate::model::media::PictureFormat;
use crate::state::AppState;
use crate::store::media;

/// The settings whose values are pictures of the library.
const PICTURES: [&str; 3] = ["identity.logo", "identity.logo_dark", ICON];

/// Adds the scheme to the address of a profile, since people copy addresses without it.
pub fn complete(change: SettingChange) -> SettingChange {
    let is_profile = SocialNetwork::ALL.iter().any(|network| network.setting() == change.name);
    let value = change.value.map(|value| match value.trim() {
        address if is_profile && !address.is_empty() && !address.contains("://") => format!("https://{address}"),
        address if is_profile => address.replacen("http://", "https://", 1),
        _ => value,
    });
    SettingChange { value, ..change }
}

/// Checks that the pictures are in the library, and that an icon can be made of the one chosen for it.
pub async fn check_pictures(state: &AppState, changes: &[SettingChange]) -> Result<(), Error> {
    let texts = &admin_texts(state.settings().site.language).appearance;
    let mut errors = Rejections::default();
    for SettingChange { name, value } in changes.iter().filter(|change| PICTURES.contains(&change.name.as_str())) {
        let Some(Ok(picture)) = value.clone().map(LibraryPicture::try_from) else { continue };
        let Some(id) = picture.id() else { continue };
        let found = media::find(&mut *state.store.read().await?, id).await?;
        match found.filter(|row| PictureFormat::from_content_type(&row.content_type).is_some()) {
            None => errors.add(Setting::id(name), texts.no_picture),
            Some(row) if name == ICON && !is_icon(&row) => errors.add(Setting::id(name), texts.no_icon),
            Some(_) => {}
        }
    }
    errors.check()
}

/// Returns why a value of the identity is not valid, if there is more to say than that.
pub fn explain(name: &str, value: &str, texts: &AppearanceTexts) -> Option<String> {
    if let Some(network) = SocialNetwork::ALL.into_iter().find(|network| network.setting() == name) {
        let is_right = value.is_empty() || network.owns(value);
        let example = network.domains().first().copied().unwrap_or_default();
        return (!is_right).then(|| (texts.bad_profile)(network.name(), example));
    }
    match name {
        "identity.accent" if !value.is_empty() => value.parse::<Color>().err().map(|_| texts.bad_color.to_owned()),
        "identity.css" => OwnCss::try_from(value.to_owned()).err().map(|error| explain_css(&error, texts)),
        name if PICTURES.contains(&name) => {
            LibraryPicture::try_from(value.to_owned()).err().map(|_| texts.no_picture.to_owned())
        }
        _ => None,
    }
}

fn explain_css(CssError { line, column, problem }: &CssError, texts: &AppearanceTexts) -> String {
    let problem = match problem {
        CssProblem::TooLong => return (texts.css_too_long)(MAX_CSS_BYTES / 1024),
        CssProblem::TooDeep => texts.css_too_deep.to_owned(),
        CssProblem::Unclosed => texts.css_unclosed.to_owned(),
        CssProblem::Unexpected(text) => (texts.css_unexpected)(text),
        CssProblem::BadDeclaration => texts.css_declaration.to_owned(),
        CssProblem::BadRule => texts.css_rule.to_owned(),
        CssProblem::ForbiddenRule(name) => (texts.css_forbidden)(name),
        CssProblem::ForeignAddress => texts.css_foreign.to_owned(),
    };
    (texts.css_at)(*line, *column, &problem)
}

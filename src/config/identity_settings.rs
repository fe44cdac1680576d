use serde::{Deserialize, Deserializer};

use super::own_css::OwnCss;
use crate::model::address::paths;
use crate::model::identity::{
    Color, Density, FOOTER_COLUMNS, HeaderStyle, Imprint, SocialNetwork, Typeface, Visibility,
};

/// The section `[identity]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentitySettings {
    #[serde(deserialize_with = "color_or_none")]
    pub accent: Option<Color>,
    pub header: HeaderStyle,
    pub density: Density,
    pub tagline: Visibility,
    pub date: Visibility,
    pub headline_face: Typeface,
    pub text_face: Typeface,
    pub logo: LibraryPicture,
    pub logo_dark: LibraryPicture,
    pub logo_alt: String,
    #[serde(deserialize_with = "logo_height")]
    pub logo_height: u32,
    pub icon: LibraryPicture,
    pub footer_1_heading: String,
    pub footer_1: String,
    pub footer_2_heading: String,
    pub footer_2: String,
    pub footer_3_heading: String,
    pub footer_3: String,
    pub footer_4_heading: String,
    pub footer_4: String,
    pub publisher: String,
    pub license: String,
    pub responsible_editor: String,
    pub postal_address: String,
    #[serde(deserialize_with = "telephone")]
    pub telephone: String,
    #[serde(deserialize_with = "email")]
    pub email: String,
    pub copyright: String,
    pub facebook: String,
    pub zalo: String,
    pub youtube: String,
    pub tiktok: String,
    pub x: String,
    pub instagram: String,
    pub telegram: String,
    pub feed: Visibility,
    pub css: OwnCss,
}

/// A picture of the library, by its path. `None`: no picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct LibraryPicture(Option<i64>);

impl LibraryPicture {
    /// Returns its ID.
    pub fn id(&self) -> Option<i64> {
        self.0
    }
}

impl TryFrom<String> for LibraryPicture {
    type Error = &'static str;

    fn try_from(path: String) -> Result<LibraryPicture, &'static str> {
        match path.as_str() {
            "" => Ok(LibraryPicture(None)),
            path => paths::parse_media(path)
                .map(|id| LibraryPicture(Some(id)))
                .ok_or("not the path of a picture of the library"),
        }
    }
}

impl IdentitySettings {
    /// Returns heading and Markdown of the footer's columns.
    pub fn footer_columns(&self) -> [(&str, &str); FOOTER_COLUMNS] {
        [
            (&self.footer_1_heading, &self.footer_1),
            (&self.footer_2_heading, &self.footer_2),
            (&self.footer_3_heading, &self.footer_3),
            (&self.footer_4_heading, &self.footer_4),
        ]
    }

    /// Returns the imprint.
    pub fn imprint(&self) -> Imprint {
        Imprint {
            publisher: self.publisher.clone(),
            license: self.license.clone(),
            responsible_editor: self.responsible_editor.clone(),
            address: self.postal_address.clone(),
            telephone: self.telephone.clone(),
            email: self.email.clone(),
        }
    }

    /// Returns the profiles of the site. Addresses that are not of their network are left out.
    pub fn profiles(&self) -> Vec<(SocialNetwork, String)> {
        let address = |network| match network {
            SocialNetwork::Facebook => &self.facebook,
            SocialNetwork::Zalo => &self.zalo,
            SocialNetwork::YouTube => &self.youtube,
            SocialNetwork::TikTok => &self.tiktok,
            SocialNetwork::X => &self.x,
            SocialNetwork::Instagram => &self.instagram,
            SocialNetwork::Telegram => &self.telegram,
        };
        let profiles = SocialNetwork::ALL.map(|network| (network, address(network).clone()));
        profiles.into_iter().filter(|(network, address)| network.owns(address)).collect()
    }
}

fn color_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Color>, D::Error> {
    match String::deserialize(from)?.as_str() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}

fn logo_height<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let height = u32::deserialize(from)?;
    match height {
        24..=200 => Ok(height),
        _ => Err(serde::de::Error::custom(format!("{height} is not between 24 and 200"))),
    }
}

fn telephone<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let number = String::deserialize(from)?;
    match number.chars().all(|c| c.is_ascii_digit() || " +-.()/".contains(c)) {
        true => Ok(number),
        false => Err(serde::de::Error::custom("not a telephone number")),
    }
}

fn email<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = String::deserialize(from)?;
    let is_address = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    match address.is_empty() || (is_address && !address.contains(char::is_whitespace)) {
        true => Ok(address),
        false => Err(serde::de::Error::custom("not an email address")),
    }
}

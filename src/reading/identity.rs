//! The identity of the site: its look, logo, icon, footer and profiles.

mod style_sheet;

use sha2::{Digest, Sha256};

use crate::clock::now;
use crate::config::{LibraryPicture, Settings};
use crate::i18n::date::zoned;
use crate::media::site_icon::is_icon;
use crate::model::address::paths;
use crate::model::error::Error;
use crate::model::identity::{FooterColumn, FooterIdentity, Logo, LogoPicture, SiteIdentity, Visibility};
use crate::model::media::PictureFormat;
use crate::state::AppState;
use crate::store::media::{self, MediaRow};
use crate::store::sql::Connection;
use crate::writing::render_short;

/// Reads the identity of the site with this title.
pub async fn read_identity(state: &AppState, settings: &Settings, title: &str) -> Result<SiteIdentity, Error> {
    let chosen = &settings.identity;
    let mut reading = state.store.read_for_page().await?;
    let light = find_picture(&mut reading, &chosen.logo).await?;
    let dark = find_picture(&mut reading, &chosen.logo_dark).await?;
    let icon = find_icon(&mut reading, settings).await?;
    drop(reading);
    let origin = &settings.storage.public_address;
    let alt = if chosen.logo_alt.is_empty() { title } else { &chosen.logo_alt };
    // A logo for the dark theme alone is used in both.
    let (light, dark) = if light.is_none() { (dark, None) } else { (light, dark) };
    let logo = light.map(|row| Logo {
        light: present(row, origin),
        dark: dark.map(|row| present(row, origin)),
        alt: alt.to_owned(),
    });
    let year = zoned(now(), &settings.site.time_zone).year().to_string();
    let mut columns = Vec::new();
    for (heading, text) in chosen.footer_columns() {
        let html = render_short(text).await?.unwrap_or_default();
        if !heading.is_empty() || !html.is_empty() {
            columns.push(FooterColumn { heading: heading.to_owned(), html });
        }
    }
    let footer = FooterIdentity {
        columns,
        imprint: chosen.imprint(),
        copyright: chosen.copyright.replace("{year}", &year),
        profiles: chosen.profiles(),
        has_feed: chosen.feed == Visibility::On,
    };
    let mut identity = SiteIdentity {
        fonts: style_sheet::fonts(chosen),
        header: chosen.header,
        tagline: chosen.tagline,
        date: chosen.date,
        accent: chosen.accent,
        logo,
        icon,
        footer,
        ..SiteIdentity::default()
    };
    let css = style_sheet::write(chosen, &identity);
    if !css.is_empty() {
        let digest: String = Sha256::digest(&css).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        identity.style_path = paths::identity_style(&digest);
        identity.css = css.into();
    }
    Ok(identity)
}

/// Returns the ID of the picture that the site's icon is made of.
pub async fn find_icon(reading: &mut Connection, settings: &Settings) -> sqlx::Result<Option<i64>> {
    Ok(find_picture(reading, &settings.identity.icon).await?.filter(is_icon).map(|row| row.id))
}

async fn find_picture(reading: &mut Connection, chosen: &LibraryPicture) -> sqlx::Result<Option<MediaRow>> {
    let Some(id) = chosen.id() else { return Ok(None) };
    Ok(media::find(reading, id).await?.filter(|row| PictureFormat::from_content_type(&row.content_type).is_some()))
}

fn present(row: MediaRow, origin: &str) -> LogoPicture {
    LogoPicture { path: format!("{origin}{}", paths::media(row.id, &row.name)), width: row.width, height: row.height }
}

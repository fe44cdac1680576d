//! The settings that administrators can change.

use jiff::Timestamp;
use jiff::tz::{self, TimeZone};

use super::identity_values::explain;
use super::verification::{is_code_setting, read_code};
use crate::clock::now;
use crate::config::{EDITABLE, Settings};
use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::i18n::date::{self, DateStyle};
use crate::model::admin::setting::{EditableSettings, Setting, SettingChange, SettingSource, TimeZoneOption};
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::identity;
use crate::state::AppState;
use crate::store::settings;
use crate::text::body::set_apart;
use crate::text::plain_text::collapse;
use crate::writing::render_short;

/// Settings for which an import or the sample site may have stored a value, with the key of that value.
const BROUGHT: [(&str, &str); 3] =
    [("site.title", settings::TITLE), ("site.tagline", settings::TAGLINE), ("site.promotion", settings::PROMOTION)];

/// Texts of several lines.
const LONG: [&str; 6] = [
    "site.promotion",
    "identity.footer_1",
    "identity.footer_2",
    "identity.footer_3",
    "identity.footer_4",
    "identity.css",
];

/// Maximum lengths of texts, in characters. The own style sheet has a limit in bytes.
const LONGEST: [(&str, usize); 21] = [
    ("site.title", 100),
    ("site.tagline", 200),
    ("site.promotion", 10_000),
    ("mail.user", 200),
    ("mail.from_name", 100),
    ("identity.logo_alt", 200),
    ("identity.footer_1_heading", 60),
    ("identity.footer_1", 5_000),
    ("identity.footer_2_heading", 60),
    ("identity.footer_2", 5_000),
    ("identity.footer_3_heading", 60),
    ("identity.footer_3", 5_000),
    ("identity.footer_4_heading", 60),
    ("identity.footer_4", 5_000),
    ("identity.publisher", 200),
    ("identity.license", 300),
    ("identity.responsible_editor", 200),
    ("identity.postal_address", 300),
    ("identity.telephone", 100),
    ("identity.email", 200),
    ("identity.copyright", 300),
];

/// Minimum and maximum of numbers.
const RANGES: [(&str, u32, u32); 12] = [
    ("identity.logo_height", 24, 200),
    ("site.posts_per_page", 1, 100),
    ("site.latest_posts", 0, 30),
    ("comments.close_after_days", 0, 3650),
    ("comments.links", 0, 100),
    ("comments.spam_threshold", 0, 100),
    ("media.audio_megabytes", 0, 10_000),
    ("media.video_megabytes", 0, 10_000),
    ("media.document_megabytes", 0, 10_000),
    ("mail.port", 1, 65_535),
    ("mail.per_minute", 1, 10_000),
    ("mail.connections", 1, 20),
];

/// Reads the settings of the settings page and the sources of their values. Those of the identity are in
/// `appearance`.
pub async fn read(state: &AppState) -> Result<EditableSettings, Error> {
    read_some(state, |name| !name.starts_with(identity::PREFIX)).await
}

/// Reads the editable settings whose names are wanted.
pub(super) async fn read_some(state: &AppState, is_wanted: fn(&str) -> bool) -> Result<EditableSettings, Error> {
    let current = state.settings();
    let mut reading = state.store.read().await?;
    let mut found = Vec::with_capacity(EDITABLE.len());
    for name in EDITABLE.into_iter().filter(|name| is_wanted(name)) {
        let Some((mut given, mut given_origin)) = current.given(name) else { continue };
        let brought = BROUGHT.iter().find(|(dotted, _)| *dotted == name);
        if let Some((_, brought)) = brought.filter(|_| given.is_empty())
            && let Some(text) = settings::find(&mut reading, brought).await?
        {
            (given, given_origin) = (text, SettingSource::Import);
        }
        let (value, origin) = match current.stored(name) {
            Some(stored) => (stored.to_owned(), SettingSource::Stored),
            None => (given.clone(), given_origin.clone()),
        };
        found.push(Setting { name: name.to_owned(), value, origin, given, given_origin });
    }
    Ok(EditableSettings {
        settings: found,
        zones: list_zones(&current),
        address: current.site.address.clone(),
        now: date::format(now(), DateStyle::Minute, &current.site),
    })
}

/// Stores changes in one transaction and applies them immediately.
///
/// # Errors
///
/// [`Error::Rejected`] with all errors; nothing is stored then.
pub async fn save(state: &AppState, changes: Vec<SettingChange>) -> Result<EditableSettings, Error> {
    store_changes(state, changes).await?;
    read(state).await
}

/// Stores changes in one transaction and applies them immediately.
///
/// # Errors
///
/// [`Error::Rejected`] with all errors; nothing is stored then.
pub(super) async fn store_changes(state: &AppState, changes: Vec<SettingChange>) -> Result<(), Error> {
    let current = state.settings();
    let texts = admin_texts(current.site.language);
    let changes: Vec<SettingChange> = changes.into_iter().map(clean).collect();
    check(&current, &changes, texts)?;
    let mut writing = state.store.write().await?;
    for SettingChange { name, value } in changes {
        match value {
            Some(value) => settings::set(&mut writing, &name, &value).await?,
            None => settings::remove(&mut writing, &name).await?,
        }
    }
    writing.commit().await?;
    state.reload_settings().await
}

/// Renders the promotional block as readers will see it. Stores nothing.
pub async fn preview_promotion(state: &AppState, text: &str) -> Result<String, Error> {
    let texts = admin_texts(state.settings().site.language);
    let (name, id) = ("site.promotion", &Setting::id("site.promotion"));
    let longest = LONGEST.iter().find(|(text, _)| *text == name).map_or(0, |(_, longest)| *longest);
    if text.chars().count() > longest {
        return Err(Rejection::error(id, (texts.settings.too_long)(longest)));
    }
    let html = render_short(text).await?.ok_or_else(|| Rejection::error(id, texts.writing.too_complex))?;
    Ok(set_apart(&html, "preview-"))
}

/// Normalizes a value: text on one line, except for Markdown and CSS.
pub(super) fn clean(change: SettingChange) -> SettingChange {
    let value = match change.name.as_str() {
        name if LONG.contains(&name) => change.value.map(|value| value.trim().replace("\r\n", "\n")),
        // What is neither stays as it was typed, and is rejected.
        name if is_code_setting(name) => change.value.map(|value| read_code(name, &value).unwrap_or(value)),
        _ => change.value.map(|value| collapse(&value)),
    };
    SettingChange { value, ..change }
}

/// Checks our own limits first, which have specific messages, and then the constraints of the settings themselves.
fn check(current: &Settings, changes: &[SettingChange], texts: &AdminTexts) -> Result<(), Error> {
    let mut errors = Rejections::default();
    for SettingChange { name, value } in changes {
        let id = Setting::id(name);
        if !EDITABLE.contains(&name.as_str()) || current.given(name).is_none() {
            return Err(Error::NotFound);
        }
        let Some(value) = value else { continue };
        let longest = LONGEST.iter().find(|(text, _)| text == name).map(|(_, longest)| *longest);
        if let Some((_, least, most)) = RANGES.iter().find(|(number, ..)| number == name) {
            if !value.parse::<u32>().is_ok_and(|number| (*least..=*most).contains(&number)) {
                errors.add(id, (texts.settings.not_in_range)(*least, *most));
            }
        } else if let Some(longest) = longest.filter(|longest| value.chars().count() > *longest) {
            errors.add(id, (texts.settings.too_long)(longest));
        } else if let Some(problem) = explain(name, value, &texts.appearance) {
            errors.add(id, problem);
        } else if name == "site.title" && value.is_empty() {
            errors.add(id, texts.settings.title_missing);
        } else if !fits(current, name, value) {
            let text = match name.as_str() {
                "site.time_zone" => texts.settings.no_time_zone,
                "mail.server" => texts.mail.not_a_server,
                "mail.from" => texts.mail.not_an_address,
                "identity.telephone" => texts.appearance.bad_telephone,
                "identity.email" => texts.appearance.bad_email,
                name if is_code_setting(name) => texts.search_engines.code_wrong,
                _ => texts.settings.no_choice,
            };
            errors.add(id, text);
        }
    }
    errors.check()
}

fn fits(current: &Settings, name: &str, value: &str) -> bool {
    current.with_stored([(name.to_owned(), value.to_owned())]).is_ok_and(|(_, unfit)| unfit.is_empty())
}

/// Returns the geographical time zones of the IANA database, UTC, and the current one.
fn list_zones(current: &Settings) -> Vec<TimeZoneOption> {
    const REGIONS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let at = Timestamp::now();
    let label = |name: &str, zone: &TimeZone| {
        let minutes = zone.to_offset(at).seconds() / 60;
        let (sign, minutes) = if minutes < 0 { ('−', -minutes) } else { ('+', minutes) };
        let plain = name.replace('_', " ");
        match (minutes / 60, minutes % 60) {
            (0, 0) if name == "UTC" => plain,
            (hours, 0) => format!("{plain} (UTC{sign}{hours})"),
            (hours, rest) => format!("{plain} (UTC{sign}{hours}:{rest:02})"),
        }
    };
    let mut names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
    names.retain(|name| name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region)));
    names.extend(current.site.time_zone.iana_name().map(str::to_owned));
    names.sort();
    names.dedup();
    let zones = names.into_iter().filter_map(|name| {
        let zone = tz::db().get(&name).ok()?;
        Some(TimeZoneOption { label: label(&name, &zone), name })
    });
    zones.collect()
}

use std::fmt;
use std::num::NonZeroU32;

use lettre::Address;
use serde::{Deserialize, Deserializer};

use super::Settings;
use crate::model::admin::mail::MailProblem;

/// The section `[mail]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Host of the SMTP server; empty: no mail is sent.
    #[serde(deserialize_with = "host")]
    pub server: String,
    pub port: u16,
    pub security: MailSecurity,
    /// The name to log in with; empty: without login.
    pub user: String,
    /// Address of the sender; `None`: no mail is sent.
    #[serde(deserialize_with = "mail_address")]
    pub from: Option<Address>,
    /// Name of the sender; empty: the site's title.
    pub from_name: String,
    pub per_minute: NonZeroU32,
    pub connections: NonZeroU32,
}

/// How the connection to the SMTP server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// TLS from the beginning (RFC 8314).
    Tls,
    /// TLS begins with the command STARTTLS, without which nothing is sent (RFC 3207).
    Starttls,
    /// Only for a server on this machine.
    None,
}

impl MailSettings {
    /// Returns whether the server is on this machine.
    pub fn is_local(&self) -> bool {
        self.server == "localhost" || self.server.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
    }
}

impl Settings {
    /// Returns what keeps mail from being sent with these settings.
    pub fn mail_problem(&self) -> Option<MailProblem> {
        let mail = &self.mail;
        if mail.server.is_empty() {
            Some(MailProblem::Off)
        } else if mail.from.is_none() {
            Some(MailProblem::NoSender)
        } else if self.site.address.is_empty() {
            Some(MailProblem::NoSiteAddress)
        } else if mail.security == MailSecurity::None && !mail.is_local() {
            Some(MailProblem::PlainToOtherMachine)
        } else if !mail.user.is_empty() && self.mail_password.is_none() {
            Some(MailProblem::NoPassword)
        } else {
            None
        }
    }
}

/// The password of the mail server. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct MailPassword {
    text: String,
    is_stored: bool,
}

impl MailPassword {
    /// Reads the password from the environment.
    pub(super) fn read(environment: impl Fn(&str) -> Option<String>) -> Option<MailPassword> {
        let text = environment("LONGAN_MAIL_PASSWORD")?.trim_end_matches(['\r', '\n']).to_owned();
        (!text.is_empty()).then_some(MailPassword { text, is_stored: false })
    }

    /// Replaces a password that was stored in the admin. That of the environment stays.
    pub fn fill(password: &mut Option<MailPassword>, stored: Option<String>) {
        if password.as_ref().is_none_or(|password| password.is_stored) {
            *password = stored.map(|text| MailPassword { text, is_stored: true });
        }
    }

    /// Returns the password itself.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// Returns whether it was set in the admin.
    pub fn is_stored(&self) -> bool {
        self.is_stored
    }
}

impl fmt::Debug for MailPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailPassword")
    }
}

fn host<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    match text.chars().all(plain) {
        true => Ok(text.to_ascii_lowercase()),
        false => Err(serde::de::Error::custom(format!("{text:?} is not the name of a server"))),
    }
}

fn mail_address<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Address>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| serde::de::Error::custom(format!("{text:?} is not an email address")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_of_the_environment_stays() {
        let mut password = MailPassword::read(|_| Some("given\n".to_owned()));
        MailPassword::fill(&mut password, Some("stored".to_owned()));
        assert_eq!(password.as_ref().map(MailPassword::reveal), Some("given"));
        assert!(!format!("{password:?}").contains("given"));
        let mut password = None;
        MailPassword::fill(&mut password, Some("stored".to_owned()));
        assert_eq!(password.as_ref().map(MailPassword::reveal), Some("stored"));
        MailPassword::fill(&mut password, None);
        assert_eq!(password, None);
    }
}

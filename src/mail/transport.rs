use std::time::Duration;

use lettre::message::header::HeaderName;
use lettre::message::{Mailbox, MultiPart, header};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::{PoolConfig, response::Severity};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::layout::{Letterhead, Mail, write_html, write_text};
use crate::config::{MailSecurity, Settings};
use crate::model::Milliseconds;

/// How long the server may take for each command.
const PATIENCE: Duration = Duration::from_secs(30);
/// Maximum length of what is kept of an answer, in characters.
const LONGEST_ANSWER: usize = 300;

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The server could not be reached, or does not let this site in. This holds for all mail.
    Server(String),
    /// This mail was refused for now.
    Later(String),
    /// This mail was refused for good.
    Never(String),
}

impl SendError {
    /// Returns what the server or the connection to it said.
    pub fn text(&self) -> &str {
        match self {
            SendError::Server(text) | SendError::Later(text) | SendError::Never(text) => text,
        }
    }
}

/// Connections to the SMTP server of the settings.
#[derive(Debug)]
pub struct Transport {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
    address: String,
    language: &'static str,
    site: String,
}

impl Transport {
    /// Prepares connections; none is opened yet. `site` is the site's title.
    ///
    /// # Errors
    ///
    /// The settings do not suffice, or the server's name cannot be used for TLS.
    pub fn new(settings: &Settings, site: &str) -> Result<Transport, SendError> {
        let mail = &settings.mail;
        let unusable = || SendError::Server("the settings for mail are not complete".to_owned());
        let sender = mail.from.clone().filter(|_| settings.mail_problem().is_none()).ok_or_else(unusable)?;
        let name = if mail.from_name.is_empty() { site } else { &mail.from_name };
        let parameters = || TlsParameters::new(mail.server.clone()).map_err(|error| describe(&error));
        let tls = match mail.security {
            MailSecurity::Tls => Tls::Wrapper(parameters()?),
            MailSecurity::Starttls => Tls::Required(parameters()?),
            MailSecurity::None => Tls::None,
        };
        let pool = PoolConfig::new().max_size(mail.connections.get());
        let mut smtp = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&mail.server)
            .port(mail.port)
            .tls(tls)
            .timeout(Some(PATIENCE))
            .pool_config(pool);
        if let Some(password) = settings.mail_password.as_ref().filter(|_| !mail.user.is_empty()) {
            smtp = smtp.credentials(Credentials::new(mail.user.clone(), password.reveal().to_owned()));
        }
        Ok(Transport {
            smtp: smtp.build(),
            sender: Mailbox::new(Some(name.to_owned()), sender),
            address: settings.site.address.clone(),
            language: settings.site.language.tag(),
            site: site.to_owned(),
        })
    }

    /// Sends a mail and returns the server's answer. A mail that is sent again has the same `id` and `created_at`, of
    /// which its Message-ID is made.
    ///
    /// # Errors
    ///
    /// The server did not take it.
    pub async fn send(
        &self,
        recipient: &str,
        mail: &Mail,
        id: i64,
        created_at: Milliseconds,
    ) -> Result<String, SendError> {
        let message = self.message(recipient, mail, id, created_at)?;
        match self.smtp.send(message).await {
            Ok(response) => Ok(cut(&response.message().collect::<Vec<_>>().join(" "))),
            // The server does not take such addresses (SMTPUTF8, RFC 6531). Others are not held up by that.
            Err(error) if error.is_client() && !recipient.is_ascii() => Err(SendError::Never(cut(&error.to_string()))),
            Err(error) => Err(describe(&error)),
        }
    }

    fn message(&self, recipient: &str, mail: &Mail, id: i64, created_at: Milliseconds) -> Result<Message, SendError> {
        let never = |error: &dyn std::fmt::Display| SendError::Never(cut(&error.to_string()));
        let recipient = recipient.parse().map_err(|error: lettre::address::AddressError| never(&error))?;
        let host = self.sender.email.domain();
        let head = Letterhead { site: &self.site, address: &self.address, language: self.language };
        // Automatic answers, such as those about holidays, are not wanted (RFC 3834).
        let automatic = raw_header("Auto-Submitted", "auto-generated".to_owned());
        let mut builder = Message::builder();
        if let Some(address) = &mail.unsubscribe {
            builder = builder
                .raw_header(raw_header("List-Unsubscribe", format!("<{address}>")))
                .raw_header(raw_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        builder
            .from(self.sender.clone())
            .to(Mailbox::new(None, recipient))
            .subject(&mail.subject)
            .message_id(Some(format!("<{id}.{created_at}@{host}>")))
            .raw_header(automatic)
            .multipart(MultiPart::alternative_plain_html(write_text(mail, &head), write_html(mail, &head)))
            .map_err(|error| never(&error))
    }
}

/// Sorts an error by what it holds for. Answers about the login have permanent codes (RFC 4954), but are about the
/// settings, which somebody may correct.
fn describe(error: &lettre::transport::smtp::Error) -> SendError {
    let mut text = error.to_string();
    if let Some(source) = std::error::Error::source(error) {
        text = format!("{text}: {source}");
    }
    let text = cut(&text);
    match error.status() {
        Some(code) if matches!(u16::from(code), 421 | 454 | 530 | 534 | 535 | 538) => SendError::Server(text),
        Some(code) if code.severity == Severity::PermanentNegativeCompletion => SendError::Never(text),
        Some(_) => SendError::Later(text),
        None => SendError::Server(text),
    }
}

fn raw_header(name: &'static str, value: String) -> header::HeaderValue {
    header::HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_ANSWER).collect()
}

//! The pages before login: login, setup, invitation and reauthentication. They need no client; a small script is enough
//! for passkeys.

mod fields;
mod invitation;
mod passkey;
mod password;
mod password_reset;
mod reauthentication;
mod second_factor;
mod setup;
mod subscriptions;

pub use invitation::{InvitationForm, show_invitation, show_invitation_invalid};
pub use password::{LoginForm, show_login};
pub use password_reset::{
    ForgottenForm, ResetForm, show_forgotten, show_forgotten_sent, show_reset, show_reset_invalid,
};
pub use reauthentication::{ReauthenticationForm, show_reauthentication};
pub use second_factor::{RecoveryForm, SecondFactorForm, show_recovery, show_second_factor};
pub use setup::{SetupForm, StartingContent, show_setup, show_setup_needed};
pub use subscriptions::{Subscription, show_subscriptions, show_subscriptions_unknown};

use leptos::prelude::*;

use super::form_errors::FormErrors;
use crate::components::client_script::{ThemeScript, passkeys, theme};
use crate::i18n::admin::{AdminTexts, admin_texts, login::LoginTexts};
use crate::model::error::Rejection;
use crate::model::language::Language;

/// What every login page shows.
#[derive(Clone, Debug)]
pub struct LoginPage {
    pub language: Language,
    /// The site's title.
    pub site: String,
    /// URL of the style sheet.
    pub style: String,
}

/// Returns the inline scripts of these pages.
pub fn inline_scripts() -> Vec<String> {
    passkeys().into_iter().chain([theme()]).collect()
}

impl LoginPage {
    fn texts(&self) -> &'static LoginTexts {
        &self.admin_texts().login
    }

    fn admin_texts(&self) -> &'static AdminTexts {
        admin_texts(self.language)
    }

    /// Renders the document of a page whose form has these errors.
    fn document<V: IntoView>(
        &self,
        title: &'static str,
        errors: Vec<Rejection>,
        body: impl FnOnce(FormErrors) -> V,
    ) -> String {
        // Fields have signals, which end with their owner.
        let owner = Owner::new();
        let html = owner.with(|| {
            let errors = FormErrors::with_rejections(self.admin_texts(), errors);
            self.frame(title, body(errors)).to_html()
        });
        owner.cleanup();
        format!("<!DOCTYPE html>{html}")
    }

    /// Renders the document around a page.
    fn frame(&self, title: &'static str, body: impl IntoView) -> impl IntoView {
        let title = format!("{title} – {}", self.site);
        view! {
            <html lang=self.language.tag()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="robots" content="noindex" />
                    <title>{title}</title>
                    <ThemeScript />
                    <link rel="stylesheet" href=self.style.clone() />
                    <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                </head>
                <body>
                    <div class="admin login">
                        <header>
                            <a class="site-name" href="/">{self.site.clone()}</a>
                        </header>
                        <div class="waves" aria-hidden="true"></div>
                        <main>{body.into_any()}</main>
                    </div>
                </body>
            </html>
        }
    }
}

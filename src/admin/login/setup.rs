use leptos::prelude::*;

use super::LoginPage;
use super::fields::{EmailField, PasswordField};
use crate::admin::form_errors::ErrorSummary;
use crate::admin::form_fields::TextField;
use crate::i18n::admin::login::LoginTexts;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// What a new site begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartingContent {
    #[default]
    Sample,
    Empty,
    /// Nothing either, until an import.
    Import,
}

impl StartingContent {
    const ALL: [StartingContent; 3] = [StartingContent::Sample, StartingContent::Empty, StartingContent::Import];

    /// Returns the value in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            StartingContent::Sample => "sample",
            StartingContent::Empty => "empty",
            StartingContent::Import => "import",
        }
    }

    /// Parses the output of [`StartingContent::as_str`]. Without a valid one, nothing is removed.
    pub fn parse(text: &str) -> StartingContent {
        StartingContent::ALL.into_iter().find(|known| known.as_str() == text).unwrap_or_default()
    }
}

/// State of the setup form, as submitted, without the password.
#[derive(Clone, Debug, Default)]
pub struct SetupForm {
    pub token: String,
    /// `None` if the site has no sample, so there is no choice.
    pub content: Option<StartingContent>,
    pub title: String,
    pub name: String,
    pub email: String,
    pub errors: Vec<Rejection>,
}

/// Renders the page for creating the first administrator.
pub fn show_setup(login: &LoginPage, form: SetupForm) -> String {
    let texts = login.texts();
    let SetupForm { token, content, title, name, email, errors } = form;
    let content = content.map(|content| content_choice(texts, content));
    let body = move |errors| {
        view! {
            <h1>{texts.setup_title}</h1>
            <p>{texts.setup_intro}</p>
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::Setup.path()>
                <TextField id="title" name="title" label=texts.site_title value=title required=true errors />
                <TextField
                    id="name"
                    name="name"
                    label=texts.name
                    autocomplete="name"
                    value=name
                    hint=texts.name_hint
                    required=true
                    errors
                />
                <EmailField texts value=email errors />
                <PasswordField texts is_new=true errors />
                {content}
                <input r#type="hidden" name="token" value=token />
                <button class="button large wide">{texts.create}</button>
            </form>
        }
    };
    login.document(texts.setup_title, errors, body)
}

/// Renders the choice of what the site begins with.
fn content_choice(texts: &'static LoginTexts, chosen: StartingContent) -> impl IntoView + use<> {
    let choice = move |content: StartingContent| {
        let (name, hint) = match content {
            StartingContent::Sample => (texts.content_sample, texts.content_sample_hint),
            StartingContent::Empty => (texts.content_empty, texts.content_empty_hint),
            StartingContent::Import => (texts.content_import, texts.content_import_hint),
        };
        view! {
            <label>
                <input r#type="radio" name="content" value=content.as_str() checked=content == chosen />
                <span>{name}<span class="hint">{hint}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{texts.content}</legend>
            <div class="choices">{StartingContent::ALL.map(choice).into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// Renders the page that explains how to get a setup link, or that a link is invalid.
pub fn show_setup_needed(login: &LoginPage, had_link: bool) -> String {
    let texts = login.texts();
    let text = if had_link { texts.setup_invalid } else { texts.setup_needed };
    let body = move |_| {
        view! {
            <h1>{texts.setup_title}</h1>
            <p>{text}</p>
            <p class="foot"><a href="/">{texts.to_site}</a></p>
        }
    };
    login.document(texts.setup_title, Vec::new(), body)
}

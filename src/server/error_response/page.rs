use axum::http::StatusCode;
use axum::response::Html;
use leptos::prelude::*;

use super::KnownSite;
use crate::components::logo::LogoImage;
use crate::i18n::error_response_texts;
use crate::model::direction::{direction, isolate};
use crate::model::language::Language;
use crate::pages::{HeadIdentity, strip_hydration_markers};
use crate::server::assets::ClientFiles;

/// A form that was submitted without script and could not be processed.
#[derive(Clone, Debug)]
pub struct SubmittedForm {
    /// Path that it was submitted to.
    pub path: String,
    pub fields: Vec<(String, String)>,
}

impl SubmittedForm {
    /// Parses a body of `application/x-www-form-urlencoded`.
    pub fn read(path: &str, body: &[u8]) -> SubmittedForm {
        let fields = url::form_urlencoded::parse(body).into_owned().collect();
        SubmittedForm { path: path.to_owned(), fields }
    }
}

/// Renders the page. Of the site chrome it includes only name and look, as far as they are in memory, so it can always be
/// rendered.
pub fn show(
    site: &KnownSite,
    status: StatusCode,
    title: &'static str,
    text: &str,
    submitted: Option<SubmittedForm>,
) -> Html<String> {
    let style = format!("{}/longan.css", ClientFiles::current().frame().folder);
    let language = site.language;
    let identity = site.chrome.as_ref().map(|chrome| &chrome.identity);
    let (look, icons) = match identity.map(HeadIdentity::of) {
        Some(HeadIdentity { style, icons, .. }) => (style, icons),
        None => (().into_any(), ().into_any()),
    };
    let document_title = match site.title.as_str() {
        "" => title.to_owned(),
        site => format!("{title} – {}", isolate(site)),
    };
    let dir = direction(&site.title);
    // If the server is in trouble, the picture may not come.
    let logo = identity.filter(|_| status.is_client_error()).and_then(|identity| identity.logo.clone());
    let name = match logo {
        Some(logo) => view! { <LogoImage logo /> }.into_any(),
        None => site.title.clone().into_any(),
    };
    let masthead = (!site.title.is_empty()).then(|| {
        view! { <header class="masthead"><p class="title" dir=dir><a href="/">{name}</a></p></header> }
    });
    let document = view! {
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <title>{document_title}</title>
                <link rel="stylesheet" href=style />
                {look}
                {icons}
            </head>
            <body>
                {masthead}
                <main id="content">
                    <section class="error-page">
                        <p class="status">{status.as_u16()}</p>
                        <h1>{title}</h1>
                        <p>{text.to_owned()}</p>
                        {submitted.map(|submitted| view! { <ResendForm language submitted /> })}
                    </section>
                </main>
            </body>
        </html>
    };
    Html(format!("<!DOCTYPE html>{}", strip_hydration_markers(&document.to_html())))
}

/// The submitted fields as hidden inputs, and a button that sends them again.
#[component]
fn ResendForm(language: Language, submitted: SubmittedForm) -> impl IntoView {
    let texts = error_response_texts(language);
    let fields = submitted.fields.into_iter();
    let fields = fields.map(|(name, value)| view! { <input r#type="hidden" name=name value=value /> }).collect_view();
    view! {
        <form method="post" action=submitted.path>
            <p>{texts.kept}</p>
            {fields}
            <p class="actions"><button class="button">{texts.send_again}</button></p>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn submitted_fields_are_repeated_and_escaped() {
        let submitted =
            SubmittedForm::read("/posts/a\"b", b"body=%22%3E%3Cscript%3Ex%3C%2Fscript%3E&name=L%C3%AA&post=1");
        let site = KnownSite { language: Language::En, title: "<b>Bến".to_owned(), chrome: None };
        let Html(page) = show(&site, StatusCode::SERVICE_UNAVAILABLE, "Busy", "Later", Some(submitted));
        assert!(!page.contains("<script") && page.contains("name=\"body\""), "{page}");
        assert!(page.contains("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\""), "{page}");
        assert!(page.contains("&lt;b&gt;Bến</a>") || page.contains("&lt;b>Bến</a>"), "{page}");
        assert!(page.contains("action=\"/posts/a&quot;b\"") && page.contains("Lê"), "{page}");
    }
}

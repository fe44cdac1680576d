use axum::http::StatusCode;
use axum::response::Html;
use leptos::prelude::*;

use crate::i18n::error_response_texts;
use crate::model::language::Language;
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

/// Renders the page. It does not include the site chrome, so it can always be rendered.
pub fn show(
    language: Language,
    status: StatusCode,
    title: &'static str,
    text: &str,
    submitted: Option<SubmittedForm>,
) -> Html<String> {
    let style = format!("{}/longan.css", ClientFiles::current().frame().folder);
    let document = view! {
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                <link rel="stylesheet" href=style />
            </head>
            <body>
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
    Html(format!("<!DOCTYPE html>{}", document.to_html()))
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
        let Html(page) = show(Language::En, StatusCode::SERVICE_UNAVAILABLE, "Busy", "Later", Some(submitted));
        assert!(!page.contains("<script") && page.contains("name=\"body\""), "{page}");
        assert!(page.contains("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\""), "{page}");
        assert!(page.contains("action=\"/posts/a&quot;b\"") && page.contains("Lê"), "{page}");
    }
}

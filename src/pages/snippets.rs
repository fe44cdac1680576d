//! Code of other services in the document. It is inserted as stored, since its digest is in the page's policy.

use crate::components::client_script::consent;
use crate::i18n::{ConsentTexts, consent_texts};
use crate::model::language::Language;
use crate::model::page_extras::PageExtras;
use crate::model::snippet::{Snippet, SnippetConsent, SnippetPlace};

/// Where code of the head goes: before the client's script, since the client replaces what follows it.
const HEAD_END: [&str; 2] = ["<script type=\"module\"", "<title>"];
const BODY_END: &str = "</body>";

/// Returns whether readers of the page are asked before code runs.
pub fn ask_consent(extras: &PageExtras) -> bool {
    extras.snippets.iter().any(|snippet| snippet.consent == SnippetConsent::Needed)
}

/// Inserts the code of a page into its document.
pub fn insert(mut html: String, extras: &PageExtras) -> String {
    let is_free = |snippet: &&Snippet| snippet.consent == SnippetConsent::NotNeeded;
    let of = |place: SnippetPlace| -> String {
        let snippets = extras.snippets.iter().filter(is_free).filter(|snippet| snippet.place == place);
        snippets.map(|snippet| snippet.html.as_str()).collect()
    };
    let mut body = of(SnippetPlace::Body);
    if ask_consent(extras) {
        body.push_str(&consent_banner(extras));
    }
    if let Some(at) = html.rfind(BODY_END) {
        html.insert_str(at, &body);
    }
    if let Some(at) = HEAD_END.iter().find_map(|mark| html.find(mark)) {
        html.insert_str(at, &of(SnippetPlace::Head));
    }
    html
}

/// Returns the code that waits for consent, the question, and the script that asks it. Code in a template does not run.
fn consent_banner(extras: &PageExtras) -> String {
    let waiting = extras.snippets.iter().filter(|snippet| snippet.consent == SnippetConsent::Needed);
    let templates = waiting.map(|snippet| {
        let place = if snippet.place == SnippetPlace::Head { "head" } else { "body" };
        format!("<template data-consent=\"{place}\">{}</template>", snippet.html)
    });
    let templates: String = templates.collect();
    let ConsentTexts { name, question, agree, refuse, .. } = consent_texts(extras.language);
    format!(
        "{templates}<section class=\"consent\" id=\"consent\" aria-label=\"{name}\" tabindex=\"-1\" hidden><p>{question}</p>\
         <p><button type=\"button\" data-choice=\"yes\">{agree}</button> \
         <button type=\"button\" data-choice=\"no\">{refuse}</button></p></section><script>{}</script>",
        consent()
    )
}

/// Returns the button in the footer that asks again. The script shows it.
pub fn consent_link(language: Language) -> &'static str {
    consent_texts(language).link
}

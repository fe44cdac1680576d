//! Writes the state of a comment section to data attributes on the server, and reads it from them in the browser. Dates
//! and bodies are read from the visible content, so that they are not transferred twice.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlTemplateElement};

use super::PLACE;
use crate::api::responses::parse_field_errors;
use crate::browser::json::Json;
use crate::model::comment::{Comment, CommentDraft, CommentFormState, Discussion, Field};

/// Writes fields as `data-` attributes.
pub fn data_attributes(fields: impl IntoIterator<Item = Field>) -> Vec<AnyAttribute> {
    let write = |(name, value): Field| Some(custom_attribute(format!("data-{name}"), value?).into_any_attr());
    fields.into_iter().filter_map(write).collect()
}

/// Writes the state of a comment.
#[cfg(feature = "ssr")]
pub fn comment_attributes(comment: &Comment) -> impl Attribute + use<> {
    data_attributes(comment.to_attributes())
}

/// Writes nothing: the client reads only what the server has rendered. Without this it is 1.7 KB larger.
#[cfg(not(feature = "ssr"))]
pub fn comment_attributes(_: &Comment) -> impl Attribute + use<> {}

/// Reads a field that [`data_attributes`] has written.
pub fn field(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(&format!("data-{name}"))
}

/// Reads the state from the section's element.
pub fn read(place: &Element) -> Option<Discussion> {
    let errors = field(place, "errors").and_then(|errors| Json::parse(&errors));
    let form = CommentFormState {
        form_token: value(place, "stamp"),
        draft: CommentDraft { parent: value(place, "parent"), ..CommentDraft::default() },
        errors: errors.map(|errors| parse_field_errors(&errors)).unwrap_or_default(),
    };
    Discussion::from_fields(&|name| field(place, name), read_comments(place), form)
}

/// Reads the state from the HTML of a page that is not displayed.
pub fn find_in(html: &str) -> Option<Discussion> {
    // In a template, images are not loaded and scripts do not run.
    let template: HtmlTemplateElement = document().create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(html);
    read(&template.content().get_element_by_id(PLACE)?)
}

fn read_comments(place: &Element) -> Vec<Comment> {
    let Ok(items) = place.query_selector_all(".comment-list > li > article") else { return Vec::new() };
    let items = (0..items.length()).filter_map(|number| items.item(number)?.dyn_into::<Element>().ok());
    items.filter_map(|item| read_comment(&item)).collect()
}

fn read_comment(element: &Element) -> Option<Comment> {
    Comment::from_fields(&|name| match name {
        "date.iso" => find(element, "time")?.get_attribute("datetime"),
        "date.text" => find(element, "time")?.text_content(),
        "html" => Some(find(element, ".prose")?.inner_html()),
        _ => field(element, name),
    })
}

fn find(place: &Element, selector: &str) -> Option<Element> {
    place.query_selector(selector).ok().flatten()
}

/// Returns the value of a hidden field of the form; empty if there is no form.
fn value(place: &Element, name: &str) -> String {
    let field = find(place, &format!("input[name={name}]"));
    field.and_then(|field| field.get_attribute("value")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use dom_query::{Document, Selection};
    use leptos::prelude::*;

    use super::*;
    use crate::components::client_context::ClientContext;
    use crate::components::comments::DiscussionSection;
    use crate::i18n::texts;
    use crate::model::comment::{CommentAvailability, CommentState};
    use crate::model::formatted_time::FormattedTime;
    use crate::model::language::Language;

    fn discussion() -> Discussion {
        let date = FormattedTime { iso: "2025-05-20T08:12:00+07:00".to_owned(), text: "08:12, 20/5/2025".to_owned() };
        let html = "<p>a <em>b</em></p>".to_owned();
        let name = "“Út” & <con>".to_owned();
        let first = Comment { id: 3, depth: 1, name: name.clone(), date, html, ..Comment::default() };
        let answer = Comment {
            id: 4,
            parent: Some(3),
            depth: 4,
            link: Some("/author/khai".to_owned()),
            state: CommentState::Waiting,
            answers: Some(name),
            is_staff: true,
            ..first.clone()
        };
        Discussion {
            post: 5,
            path: "/posts/a".to_owned(),
            count: 1,
            comments: vec![first, answer],
            earlier: Some("/posts/a?before=1#comments".to_owned()),
            later: None,
            availability: CommentAvailability::Open,
            has_reply_notices: true,
            form: CommentFormState::default(),
        }
    }

    /// Looks up what [`field`] does.
    fn attribute(element: &Selection, name: &str) -> Option<String> {
        element.attr(&format!("data-{name}")).map(String::from)
    }

    #[test]
    fn the_page_carries_the_discussion() {
        let discussion = discussion();
        let html = Owner::new().with(|| {
            provide_context(ClientContext::new(texts(Language::Vi)));
            view! { <DiscussionSection discussion=discussion.clone() /> }.to_html()
        });
        let page = Document::from(html);
        let comments = page.select(".comment-list > li > article").iter().map(|element| {
            // As `read_comment` does.
            let source = |name: &str| match name {
                "date.iso" => element.select("time").attr("datetime").map(String::from),
                "date.text" => Some(element.select("time").text().into()),
                "html" => Some(element.select(".prose").inner_html().into()),
                _ => attribute(&element, name),
            };
            Comment::from_fields(&source).unwrap()
        });
        let place = page.select(&format!("#{PLACE}"));
        let form = CommentFormState::default();
        let read = Discussion::from_fields(&|name| attribute(&place, name), comments.collect(), form);
        assert_eq!(read, Some(discussion));
    }
}

//! Reads the state of a comment section from the page, so that it is not transferred twice.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlTemplateElement};

use super::PLACE;
use crate::api::responses::parse_field_errors;
use crate::browser::json::Json;
use crate::model::comment::{Comment, CommentAvailability, CommentDraft, CommentFormState, CommentState, Discussion};
use crate::model::formatted_time::FormattedTime;

/// Reads the state from the section's element.
pub fn read(place: &Element) -> Option<Discussion> {
    let later = find(place, ".later > a").map(|link| attribute(&link, "href"));
    let draft = CommentDraft { parent: value(place, "parent"), ..CommentDraft::default() };
    let errors = place.get_attribute("data-errors").and_then(|errors| Json::parse(&errors));
    Some(Discussion {
        post: attribute(place, "data-post").parse().ok()?,
        path: attribute(place, "data-path"),
        count: attribute(place, "data-count").parse().ok()?,
        comments: read_comments(place),
        earlier: find(place, ".earlier > a").map(|link| attribute(&link, "href")),
        later,
        availability: CommentAvailability::parse(&attribute(place, "data-availability"))?,
        form: CommentFormState {
            form_token: value(place, "stamp"),
            draft,
            errors: errors.map(|errors| parse_field_errors(&errors)).unwrap_or_default(),
        },
    })
}

/// Reads the state from the HTML of a page that is not displayed.
pub fn find_in(html: &str) -> Option<Discussion> {
    // In a template, images are not loaded and scripts do not run.
    let template: HtmlTemplateElement = document().create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(html);
    read(&template.content().get_element_by_id(PLACE)?)
}

fn read_comments(place: &Element) -> Vec<Comment> {
    let Ok(items) = place.query_selector_all(".comment-list > li") else { return Vec::new() };
    let items = (0..items.length()).filter_map(|number| items.item(number)?.dyn_into::<Element>().ok());
    items.filter_map(|item| read_comment(&item)).collect()
}

fn read_comment(item: &Element) -> Option<Comment> {
    let comment = item.first_element_child()?;
    let author = find(&comment, ".author > :first-child")?;
    let time = find(&comment, "time");
    let is_waiting = comment.class_list().contains("pending");
    Some(Comment {
        id: comment.id().strip_prefix("comment-")?.parse().ok()?,
        parent: attribute(&comment, "data-parent").parse().ok(),
        depth: item.class_name().strip_prefix("depth-")?.parse().ok()?,
        name: text(&author),
        link: author.get_attribute("href"),
        date: time
            .map(|time| FormattedTime { iso: attribute(&time, "datetime"), text: text(&time) })
            .unwrap_or_default(),
        html: find(&comment, ".prose").map(|body| body.inner_html()).unwrap_or_default(),
        state: if is_waiting { CommentState::Waiting } else { CommentState::Published },
        answers: find(&comment, ".answers").map(|answers| attribute(&answers, "data-name")),
        is_staff: find(&comment, ".author > .staff").is_some(),
    })
}

fn find(place: &Element, selector: &str) -> Option<Element> {
    place.query_selector(selector).ok().flatten()
}

fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Returns the value of a hidden field of the form; empty if there is no form.
fn value(place: &Element, name: &str) -> String {
    find(place, &format!("input[name={name}]")).map(|field| attribute(&field, "value")).unwrap_or_default()
}

fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

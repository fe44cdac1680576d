//! Element ids of page parts: a post or comment must not contain one, since it could take the place of that part.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dom_query::Document;
use longan::store::sql;
use longan::text::body::{is_reserved, render};
use longan::text::{Format, comment};

use crate::routes::site::Site;

/// One page of each kind.
const PAGES: [&str; 8] = [
    "/",
    "/posts/cong-nghiep-ho-tro-long-an",
    "/posts/cong-nghiep-ho-tro-long-an?reply=1",
    "/search",
    "/search?q=long+an",
    "/author/do-quoc-thinh",
    "/nothing-of-ours",
    "/api/suggest?q=lo",
];

/// The folders that contain the templates of public pages.
const TEMPLATES: [&str; 3] = ["src/components", "src/pages", "src/server/error_response"];

/// The ids of the elements on a page.
fn ids_of(html: &str) -> BTreeSet<String> {
    let document = Document::from(html);
    document.select("[id]").nodes().iter().filter_map(|node| Some(node.id_attr()?.to_string())).collect()
}

/// The ids in the source of a template.
fn ids_in(source: &str) -> impl Iterator<Item = &str> {
    let starts = source.match_indices(" id=\"").map(|(place, start)| place + start.len());
    starts.filter_map(|start| source[start..].split('"').next())
}

fn templates(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(templates(&path)),
            false => found.push(path),
        }
    }
    found
}

#[tokio::test]
async fn no_body_can_have_an_id_of_a_page() {
    let site = Site::sample().await;
    let mut reading = site.state.store.read().await.unwrap();
    let bodies: Vec<String> = sql::query_scalar("SELECT html FROM posts").fetch_all(&mut reading).await.unwrap();
    drop(reading);
    let of_bodies: BTreeSet<String> = bodies.iter().flat_map(|html| ids_of(html)).collect();
    let mut ids = BTreeSet::new();
    for page in PAGES {
        ids.extend(ids_of(&site.get(page).await.body).difference(&of_bodies).cloned());
    }
    assert!(ids.contains("discussion") && ids.contains("search-query") && ids.contains("comment-body"), "{ids:?}");
    // Ids that only some pages have.
    for folder in TEMPLATES {
        for file in templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            ids.extend(ids_in(&fs::read_to_string(file).unwrap()).map(str::to_owned));
        }
    }
    for id in ids {
        assert!(is_reserved(&id), "a body can have the id {id}: name it in text/body/target.rs");
        let typed = format!("<p id=\"{id}\">a</p>\n\n<h2 id=\"{id}\">{id}</h2>\n\n<a href=\"#{id}\">b</a>");
        for html in shown(&typed) {
            assert!(!ids_of(&html).contains(&id), "{html}");
        }
    }
}

/// A text rendered as a post body and as a comment.
fn shown(typed: &str) -> [String; 4] {
    let bodies = [Format::Html, Format::Markdown].map(|format| render(typed, format).html);
    let [html, markdown] = bodies;
    [html, markdown, comment::render(typed).html, comment::sanitize(typed).html]
}

#[test]
fn bodies_and_comments_have_no_names() {
    // Browsers expose elements with a `name` as properties of the document or of their form (DOM clobbering).
    let tags =
        ["a", "img", "form", "input", "iframe", "object", "embed", "map", "button", "meta", "param", "slot", "p"];
    for tag in tags {
        let typed = format!("<{tag} name=\"cookie\" id=\"x\" form=\"comment-form\">x</{tag}> <a href=\"#x\">y</a>");
        for html in shown(&typed) {
            assert!(!Document::from(html.as_str()).select("[name], [form]").exists(), "{html}");
        }
    }
    assert!(shown("<p id=x>a</p>\n\n<a href=#x>b</a>")[2..].iter().all(|html| ids_of(html).is_empty()));
}

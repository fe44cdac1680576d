//! Authors: declared, or only named by items.

use super::meta;
use super::value::{login, number, plain, slug};
use crate::text;
use crate::transfer::record::{ImportRecord, ImportedAuthor, ImportedRedirect, ImportedRedirectTarget};
use crate::transfer::wordpress::xml::XmlElement;

/// Returns a declared author and the user ID.
pub fn declared(element: &XmlElement) -> (ImportedAuthor, Option<i64>) {
    let login = login(element.get("wp:author_login"));
    let mut name = plain(element.get("wp:author_display_name"));
    if name.is_empty() {
        let (first, last) = (element.get("wp:author_first_name"), element.get("wp:author_last_name"));
        name = plain(&format!("{first} {last}"));
    }
    if name.is_empty() {
        name.clone_from(&login);
    }
    let email = plain(element.get("wp:author_email"));
    (ImportedAuthor { login, name, email, biography: String::new() }, number(element, "wp:author_id"))
}

/// Returns the redirect from the address of an author's posts by user ID.
pub fn old_path(user: i64, login: &str) -> ImportRecord {
    let to = ImportedRedirectTarget::Author(login.to_owned());
    ImportRecord::Redirect(ImportedRedirect { from: format!("/?author={user}"), to })
}

/// Returns the author without an account that an item describes (Co-Authors Plus).
pub fn guest(item: &XmlElement) -> Option<ImportedAuthor> {
    if item.get("wp:post_type").trim() != "guest-author" {
        return None;
    }
    let field = |name| plain(meta(item, name).unwrap_or_default());
    let stated = Some(field("cap-user_login")).filter(|login| !login.is_empty());
    let login = stated.unwrap_or_else(|| byline_login(item.get("wp:post_name")));
    let names = [field("cap-display_name"), plain(item.get("title")), login.clone()];
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let biography = text::plain_text::plain(meta(item, "cap-description").unwrap_or_default());
    (!login.is_empty()).then(|| ImportedAuthor { login, name, email: field("cap-user_email"), biography })
}

/// Lists those who sign an item: the terms of Co-Authors Plus and PublishPress Authors, or a name in a field.
pub fn bylines(item: &XmlElement) -> Vec<ImportedAuthor> {
    let terms = item.all("category").filter(|element| element.attribute("domain") == Some("author"));
    let mut signed: Vec<ImportedAuthor> = terms
        .map(|element| {
            let name = plain(&element.text);
            let login = byline_login(element.attribute("nicename").unwrap_or_default());
            byline(if login.is_empty() { name.clone() } else { login }, name)
        })
        .filter(|author| !author.login.is_empty())
        .collect();
    if signed.is_empty() {
        let names = GUEST_FIELDS.iter().filter_map(|field| meta(item, field)).map(plain);
        // A number is the ID of something else.
        let name = names.into_iter().find(|name| name.chars().any(char::is_alphabetic));
        signed.extend(name.map(|name| byline(name.clone(), name)));
    }
    signed
}

/// Fields in which plugins and themes keep the name of a guest.
pub const GUEST_FIELDS: [&str; 4] = ["guest-author", "guest_author", "_guest_author_name", "sfly_guest_author_names"];

fn byline(login: String, name: String) -> ImportedAuthor {
    ImportedAuthor { login, name, ..ImportedAuthor::default() }
}

fn byline_login(nicename: &str) -> String {
    let nicename = slug(nicename);
    nicename.strip_prefix("cap-").map(str::to_owned).unwrap_or(nicename)
}

/// Returns the author of an item, of whom only the login is known.
pub fn named(item: &XmlElement) -> ImportedAuthor {
    let login = login(item.get("dc:creator"));
    ImportedAuthor { name: login.clone(), login, ..ImportedAuthor::default() }
}

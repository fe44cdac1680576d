//! Authors: declared, or only named by items.

use super::value::{login, number, plain};
use crate::transfer::record::ImportedAuthor;
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

/// Returns the author of an item, of whom only the login is known.
pub fn named(item: &XmlElement) -> ImportedAuthor {
    let login = login(item.get("dc:creator"));
    ImportedAuthor { name: login.clone(), login, ..ImportedAuthor::default() }
}

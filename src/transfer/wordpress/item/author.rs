//! Authors: declared, and named by items.

use super::value::{login, number, plain};
use crate::transfer::record::ImportedAuthor;
use crate::transfer::wordpress::xml::XmlElement;

/// An author, and the number of the user.
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

/// The author of an item, known by login alone.
pub fn named(item: &XmlElement) -> ImportedAuthor {
    let login = login(item.get("dc:creator"));
    ImportedAuthor { name: login.clone(), login, ..ImportedAuthor::default() }
}

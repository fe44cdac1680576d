//! Lists: ensures that lists contain only items and items are in a list, and replaces task checkboxes by text.

use dom_query::{Document, NodeRef};

/// Repairs all lists.
pub fn arrange(document: &Document) {
    for field in super::elements(document, &["input"]) {
        check(&field);
    }
    for list in super::elements(document, &["ul", "ol"]) {
        adopt(&list);
    }
    for item in super::elements(document, &["li"]) {
        shelter(&item);
    }
    for list in super::elements(document, &["dl"]) {
        let proper = |child: &NodeRef| ["dt", "dd", "div"].iter().any(|name| child.has_name(name));
        if !super::content(&list).iter().all(proper) {
            list.rename("div");
        }
    }
    for item in super::elements(document, &["dt", "dd"]) {
        let in_list = |node: &NodeRef| node.has_name("dl");
        let parent = item.parent();
        if !parent.is_some_and(|parent| {
            in_list(&parent) || (parent.has_name("div") && parent.parent().is_some_and(|list| in_list(&list)))
        }) {
            item.rename("div");
        }
    }
}

/// Replaces a task's disabled checkbox by a character. Removes any other field.
fn check(field: &NodeRef) {
    let task = &*field.attr_or("type", "") == "checkbox" && field.ancestors_it(Some(2)).any(|node| node.has_name("li"));
    if task {
        let sign = if field.has_attr("checked") { "☑" } else { "☐" };
        field.insert_before(&field.tree.new_text(sign));
    }
    field.remove_from_parent();
}

/// Moves other content of a list into the item before it, or into a new one.
fn adopt(list: &NodeRef) {
    let mut last: Option<NodeRef> = None;
    for child in super::content(list) {
        if child.has_name("li") {
            last = Some(child);
            continue;
        }
        let item = last.unwrap_or_else(|| {
            let item = list.tree.new_element("li");
            child.insert_before(&item);
            item
        });
        item.append_child(&child);
        last = Some(item);
    }
}

/// Wraps an item outside a list, and the items that follow it, in a list.
fn shelter(item: &NodeRef) {
    if item.parent().is_some_and(|parent| parent.has_name("ul") || parent.has_name("ol")) {
        return;
    }
    let list = item.tree.new_element("ul");
    item.insert_before(&list);
    let mut next = Some(*item);
    while let Some(node) = next.filter(|node| node.has_name("li") || (node.is_text() && node.text().trim().is_empty()))
    {
        next = node.next_sibling();
        list.append_child(&node);
    }
}

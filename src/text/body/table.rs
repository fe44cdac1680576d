//! Tables: wraps them in a scrollable region that is focusable and has a name.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use crate::text::{excerpt, plain_text};

/// Maximum length of a table's name, in characters.
const LONGEST_LABEL: usize = 100;

/// Wraps every outermost table.
pub fn arrange(document: &Document) {
    for wrapper in super::elements(document, &["div"]).iter().filter(|node| node.has_class("table-scroll")) {
        super::unwrap(wrapper);
    }
    for cell in super::elements(document, &["th"]) {
        // A header cell without content is not a header.
        if super::content(&cell).is_empty() {
            cell.remove_attr("scope");
            cell.remove_attr("abbr");
            cell.rename("td");
        }
    }
    let mut used = HashMap::<String, usize>::new();
    for table in super::elements(document, &["table"]) {
        if table.ancestors_it(None).any(|ancestor| ancestor.has_name("table")) {
            continue;
        }
        let wrapper = table.tree.new_element("div");
        wrapper.set_attr("class", "table-scroll");
        wrapper.set_attr("tabindex", "0");
        wrapper.set_attr("role", "region");
        let label = label(&table);
        let count = used.entry(label.clone()).or_default();
        *count += 1;
        // Regions are told apart by their names.
        let label = if *count > 1 { format!("{label} ({count})") } else { label };
        wrapper.set_attr("aria-label", &label);
        table.insert_before(&wrapper);
        wrapper.append_child(&table);
    }
}

/// Returns the caption, or else the text of the first row.
fn label(table: &NodeRef) -> String {
    let caption = table.descendants_it().find(|node| node.has_name("caption")).map(|node| plain_text::text_of(&node));
    let text = caption.filter(|text| !text.is_empty()).unwrap_or_else(|| {
        let row = table.descendants_it().find(|node| node.has_name("tr"));
        let cells = row.iter().flat_map(NodeRef::element_children);
        cells.map(|cell| plain_text::text_of(&cell)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    });
    // A region must have a name.
    if text.is_empty() { "…".to_owned() } else { excerpt::cut(&text, LONGEST_LABEL) }
}

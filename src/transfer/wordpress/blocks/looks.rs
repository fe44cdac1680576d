//! Looks that blocks state only in their attributes: WordPress makes classes of them when it shows a page.

use serde_json::Value;

/// The attribute that carries the looks from a block to its element.
pub const CARRIER: &str = "data-looks";

/// Returns the looks of a block, separated by spaces.
pub fn stated(name: &str, attributes: &Value) -> String {
    let mut looks: Vec<&str> = Vec::new();
    let layout = &attributes["layout"];
    let text = |key: &str| layout[key].as_str().unwrap_or_default();
    match text("type") {
        "flex" => {
            if text("orientation") == "vertical" {
                looks.push("look-stack");
            } else if name == "group" {
                looks.push("look-row");
                looks.extend((text("flexWrap") == "nowrap").then_some("look-nowrap"));
            }
            looks.extend(match text("justifyContent") {
                "center" => Some("look-center"),
                "right" => Some("look-right"),
                "space-between" => Some("look-between"),
                _ => None,
            });
            looks.extend(vertical(text("verticalAlignment")));
        }
        "grid" => looks.push("look-grid"),
        _ => {}
    }
    if name == "gallery" && attributes["imageCrop"] == Value::Bool(false) {
        looks.push("look-uncropped");
    }
    looks.join(" ")
}

/// Returns the look for a vertical alignment.
pub fn vertical(side: &str) -> Option<&'static str> {
    match side {
        "top" => Some("look-top"),
        "center" => Some("look-middle"),
        "bottom" => Some("look-bottom"),
        _ => None,
    }
}

/// Adds looks to the first tag of `html`, if that begins with one.
pub fn carry(html: &str, looks: &str) -> Option<String> {
    let start = html.len() - html.trim_start().len();
    let name = html[start..].strip_prefix('<')?;
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (head, rest) = html.split_at(start + 1 + length);
    (length > 0 && !looks.is_empty()).then(|| format!("{head} {CARRIER}=\"{looks}\"{rest}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn looks_are_read_from_attributes_of_any_kind() {
        let row = json!({ "layout": { "type": "flex", "flexWrap": "nowrap", "justifyContent": "space-between" } });
        assert_eq!(stated("group", &row), "look-row look-nowrap look-between");
        assert_eq!(stated("buttons", &row), "look-between");
        let stack = json!({ "layout": { "type": "flex", "orientation": "vertical", "verticalAlignment": "center" } });
        assert_eq!(stated("group", &stack), "look-stack look-middle");
        for odd in [json!(null), json!([1]), json!({ "layout": "flex" }), json!({ "layout": { "type": 3 } })] {
            assert_eq!(stated("group", &odd), "");
        }
    }

    #[test]
    fn looks_are_carried_by_a_tag_only() {
        assert_eq!(carry("\n<div class=\"a\">", "look-row").unwrap(), "\n<div data-looks=\"look-row\" class=\"a\">");
        for odd in ["", "chữ <b>", "<", "</div>", "<!-- x -->"] {
            assert_eq!(carry(odd, "look-row"), None, "{odd}");
        }
        assert_eq!(carry("<p>", ""), None);
    }
}

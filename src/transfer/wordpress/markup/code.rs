//! Code blocks: normalizes the language class and the line breaks.

use dom_query::{Document, NodeRef};

use super::all;

/// Normalizes all `pre` elements.
pub fn shape(document: &Document) {
    for line_break in all(document, "pre br") {
        let line_end = line_break.tree.new_text("\n");
        line_break.replace_with(&line_end);
    }
    for pre in all(document, "pre") {
        let inner = pre.find(&["code"]).into_iter().next();
        let Some(language) = inner.as_ref().and_then(language).or_else(|| language(&pre)) else { continue };
        let class = format!("language-{language}");
        match inner {
            Some(code) => code.set_attr("class", &class),
            None => pre.set_html(format!("<code class=\"{class}\">{}</code>", pre.inner_html())),
        }
        pre.remove_attrs(&["class", "data-language", "data-lang", "data-enlighter-language"]);
    }
}

/// Returns the language as common highlighters state it: `language-x`, `lang-x`, `brush: x`, and attributes.
fn language(node: &NodeRef) -> Option<String> {
    let attributes = ["data-language", "data-lang", "data-enlighter-language", "lang"];
    let class = node.attr_or("class", "").to_string();
    let brush = class.split_once("brush:").map(|(_, rest)| rest.trim());
    let named = class.split_whitespace().find_map(|part| part.strip_prefix("language-").or(part.strip_prefix("lang-")));
    let stated = attributes.iter().find_map(|name| node.attr(name)).map(|value| value.to_string());
    let found = brush.or(named).map(str::to_owned).or(stated)?;
    let found = found.split(|c: char| c.is_whitespace() || c == ';').next()?.to_ascii_lowercase();
    let is_plain = found.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-".contains(&byte));
    (is_plain && !matches!(found.as_str(), "" | "generic" | "plain" | "raw" | "none")).then_some(found)
}

//! Code of other services: what administrators paste, and what a page has of it.
//!
//! The code is parsed as a browser does and written anew, so what is hashed for the Content-Security-Policy is exactly
//! what the browser hashes, and no part can end an element early.

mod host;

pub use host::parse_host;

use dom_query::NodeRef;
use url::Url;

use super::parse::parse;
use crate::model::admin::snippet::SnippetError;
use crate::model::snippet::SnippetHosts;

/// What a page has of a snippet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnippetCode {
    pub html: String,
    /// The code of the inline scripts in `html`.
    pub inline_scripts: Vec<String>,
    /// The origins of the scripts that `html` loads, each once.
    pub script_origins: Vec<String>,
}

/// Elements that scripts fill, such as the place of an ad or a chat window.
const CONTAINERS: [&str; 2] = ["div", "ins"];

/// Parses code.
///
/// # Errors
/// It has something that does not run, or could change the page around it.
pub fn parse_snippet(source: &str) -> Result<SnippetCode, SnippetError> {
    let source = source.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    let document = parse(&source);
    let mut code = SnippetCode::default();
    for node in document.html_root().children() {
        if node.is_text() {
            match node.text().trim().is_empty() {
                true => continue,
                false => return Err(SnippetError::LooseText),
            }
        }
        if node.is_element() {
            add(&mut code, &node)?;
        }
    }
    if code.html.is_empty() { Err(SnippetError::Empty) } else { Ok(code) }
}

fn add(code: &mut SnippetCode, node: &NodeRef<'_>) -> Result<(), SnippetError> {
    let name = node.node_name().unwrap_or_default().to_string();
    match name.as_str() {
        "script" => add_script(code, node),
        "noscript" => {
            for inner in node.descendants_it().filter(NodeRef::is_element) {
                let name = inner.node_name().unwrap_or_default().to_string();
                if !matches!(name.as_str(), "img" | "iframe" | "p" | "a") {
                    return Err(SnippetError::Element(name));
                }
                attributes(&inner)?;
            }
            let inner = node.inner_html().to_string();
            // A browser with scripts reads the content as text.
            if contains_any(&inner, &["</noscript", "<!--"]) {
                return Err(SnippetError::NestedScript);
            }
            code.html.push_str(&format!("<noscript>{inner}</noscript>"));
            Ok(())
        }
        name if CONTAINERS.contains(&name) => {
            if let Some(inner) = node.descendants_it().find(NodeRef::is_element) {
                return Err(SnippetError::Element(inner.node_name().unwrap_or_default().to_string()));
            }
            if !node.text().trim().is_empty() {
                return Err(SnippetError::LooseText);
            }
            code.html.push_str(&format!("<{name}{}></{name}>", attributes(node)?));
            Ok(())
        }
        _ => Err(SnippetError::Element(name)),
    }
}

fn add_script(code: &mut SnippetCode, node: &NodeRef<'_>) -> Result<(), SnippetError> {
    let text = node.text().to_string();
    if contains_any(&text, &["<!--", "<script", "</script"]) {
        return Err(SnippetError::NestedScript);
    }
    let attributes = attributes(node)?;
    match node.attr("src") {
        Some(address) => {
            let address = address.trim();
            let url =
                Url::parse(&address.strip_prefix("//").map_or(address.to_owned(), |rest| format!("https://{rest}")));
            let url = url.ok().filter(|url| url.scheme() == "https" && url.has_host());
            let url = url.ok_or_else(|| SnippetError::ScriptAddress(address.to_owned()))?;
            // A policy has hosts without the signs that it gives a meaning, such as `*` and `;`.
            let origin = parse_host(&url.origin().ascii_serialization())
                .map_err(|_| SnippetError::ScriptAddress(address.to_owned()))?;
            if !code.script_origins.contains(&origin) {
                code.script_origins.push(origin);
            }
            code.html.push_str(&format!("<script{attributes}></script>"));
        }
        None => {
            code.html.push_str(&format!("<script{attributes}>{text}</script>"));
            code.inline_scripts.push(text);
        }
    }
    Ok(())
}

/// Writes the attributes of an element. Styles and nonces are left out, since the policy allows neither.
fn attributes(node: &NodeRef<'_>) -> Result<String, SnippetError> {
    let mut written = String::new();
    for attribute in node.attrs() {
        let name = attribute.name.local.to_string();
        if name.starts_with("on") {
            return Err(SnippetError::EventHandler(name));
        }
        let is_name = name.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | ':' | '.'));
        if !is_name || matches!(name.as_str(), "style" | "nonce" | "srcdoc") {
            continue;
        }
        let value = attribute.value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        written.push_str(&format!(" {name}=\"{value}\""));
    }
    Ok(written)
}

fn contains_any(text: &str, marks: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    marks.iter().any(|mark| text.contains(mark))
}

/// Adds the origins of the scripts that code loads to the hosts that were declared.
pub fn with_origins(mut hosts: SnippetHosts, code: &SnippetCode) -> SnippetHosts {
    for origin in &code.script_origins {
        if !hosts.scripts.contains(origin) {
            hosts.scripts.push(origin.clone());
        }
    }
    hosts
}

#[cfg(test)]
mod tests;

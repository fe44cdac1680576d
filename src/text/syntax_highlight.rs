//! Syntax highlighting: program code as spans with semantic classes, which the style sheet colors.

use std::sync::LazyLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Maximum number of bytes of highlighted code in one body. The rest stays plain.
pub const LONGEST: usize = 50_000;

/// Maximum length of a line in bytes. Each pattern of a syntax is tried at each position of a line, some backtrack, and
/// a line cannot be interrupted. Longer lines only come from minifiers.
const LONGEST_LINE: usize = 500;

/// Number of innermost scopes that are considered for the class.
const SCOPES: usize = 16;

/// Maximum nesting depth. Code nested deeper stays plain.
const DEEPEST: usize = 200;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Classes, each with prefixes of scope names. The first match counts. Scope names:
/// <https://www.sublimetext.com/docs/scope_naming.html>.
const MEANINGS: &[(&str, &[&str])] = &[
    ("hl-comment", &["comment"]),
    ("hl-string", &["string", "constant.character", "markup.raw"]),
    ("hl-number", &["constant.numeric"]),
    ("hl-constant", &["constant", "support.constant", "variable.language"]),
    ("hl-function", &["entity.name.function", "support.function", "variable.function"]),
    ("hl-tag", &["entity.name.tag"]),
    ("hl-attribute", &["entity.other.attribute-name", "support.type.property-name", "meta.property-name"]),
    ("hl-type", &["entity.name", "entity.other.inherited-class", "support.type", "support.class"]),
    ("hl-keyword", &["keyword", "storage"]),
    ("hl-variable", &["variable"]),
    ("hl-inserted", &["markup.inserted"]),
    ("hl-deleted", &["markup.deleted"]),
    ("hl-heading", &["markup.heading", "meta.diff.header", "meta.diff.range"]),
];

static RULES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    MEANINGS
        .iter()
        .flat_map(|(class, prefixes)| {
            prefixes.iter().filter_map(move |prefix| Some((Scope::new(prefix).ok()?, *class)))
        })
        .collect()
});

/// Highlights `code` as HTML with classed spans. Returns `None` if the language is unknown, or the code is too long,
/// too wide or too deep.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let mut state = ParseState::new(syntax(language)?);
    let mut stack = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 2);
    let mut open = None;
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, &SYNTAXES).ok()?;
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            stack.apply(operation).ok()?;
            if stack.len() > DEEPEST {
                return None;
            }
            if text.is_empty() {
                continue;
            }
            let class = if text.trim().is_empty() { open } else { meaning(&stack) };
            if class != open {
                if open.is_some() {
                    html.push_str("</span>");
                }
                if let Some(class) = class {
                    html.push_str("<span class=\"");
                    html.push_str(class);
                    html.push_str("\">");
                }
                open = class;
            }
            html_escape::encode_text_to_string(text, &mut html);
        }
    }
    if open.is_some() {
        html.push_str("</span>");
    }
    Some(html)
}

/// Returns the class of the innermost scope that has one.
fn meaning(stack: &ScopeStack) -> Option<&'static str> {
    stack
        .scopes
        .iter()
        .rev()
        .take(SCOPES)
        .find_map(|scope| RULES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class))
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let token = match language.to_ascii_lowercase().as_str() {
        "typescript" | "ts" | "tsx" | "jsx" => "js".to_owned(),
        "shell" | "console" | "zsh" => "sh".to_owned(),
        "jsonc" | "json5" => "json".to_owned(),
        "text" | "plain" | "plaintext" | "txt" | "none" => return None,
        other => other.to_owned(),
    };
    SYNTAXES.find_syntax_by_token(&token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_gets_classes_by_meaning() {
        let html = highlight("// đá\nfn main() { let x = \"<b>\"; }\n", "rust").unwrap_or_default();
        assert!(html.contains("<span class=\"hl-comment\">// đá\n</span>"), "{html}");
        assert!(html.contains("<span class=\"hl-function\">main</span>"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
        assert_eq!(super::super::plain_text::plain(&html), "// đá fn main() { let x = \"<b>\"; }");
    }

    #[test]
    fn unknown_languages_and_long_code_stay_plain() {
        assert_eq!(highlight("x", "klingon"), None);
        assert_eq!(highlight("x", "text"), None);
        assert_eq!(highlight(&"a\n".repeat(LONGEST), "rust"), None);
    }
}

//! Lines of HTML as Markdown.

use dom_query::NodeRef;

/// Writes inline nodes on lines. `None` if there is no notation for one of them.
pub fn write(nodes: &[NodeRef]) -> Option<String> {
    let mut text = String::new();
    for node in nodes {
        push(&mut text, node)?;
    }
    Some(escape_start(text.trim()))
}

fn push(text: &mut String, node: &NodeRef) -> Option<()> {
    if node.is_text() {
        escape(text, &node.text());
        return Some(());
    }
    let name = node.node_name()?;
    if !matches!(&*name, "a" | "img") && !node.attrs().is_empty() {
        return None;
    }
    let sign = match &*name {
        "strong" | "b" => "**",
        "em" | "i" => "*",
        "del" | "s" => "~~",
        "br" => {
            text.push_str("\\\n");
            return Some(());
        }
        "code" => {
            text.push_str(&code(&node.text())?);
            return Some(());
        }
        "a" => return link(text, node),
        "img" => {
            text.push_str(&picture(node, None)?);
            return Some(());
        }
        _ => return None,
    };
    text.push_str(sign);
    for child in node.children() {
        push(text, &child)?;
    }
    text.push_str(sign);
    Some(())
}

fn link(text: &mut String, node: &NodeRef) -> Option<()> {
    if node.attrs().iter().any(|attribute| !matches!(&*attribute.name.local, "href" | "title")) {
        return None;
    }
    text.push('[');
    for child in node.children() {
        push(text, &child)?;
    }
    text.push_str("](");
    text.push_str(&address(&node.attr("href")?));
    text.push_str(&title(node.attr("title").as_deref()));
    text.push(')');
    Some(())
}

/// Writes an `img`, with its title or this one.
pub fn picture(node: &NodeRef, caption: Option<&str>) -> Option<String> {
    let known = |name: &str| matches!(name, "src" | "alt" | "title" | "width" | "height");
    if !node.has_name("img") || !node.attrs().iter().all(|attribute| known(&attribute.name.local)) {
        return None;
    }
    let mut alt = String::new();
    escape(&mut alt, &node.attr_or("alt", ""));
    let own = node.attr("title");
    Some(format!("![{alt}]({}{})", address(&node.attr("src")?), title(caption.or(own.as_deref()))))
}

fn address(address: &str) -> String {
    let is_plain =
        !address.is_empty() && !address.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'));
    match is_plain {
        true => address.replace('\\', "\\\\"),
        false => format!("<{}>", address.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>")),
    }
}

fn title(title: Option<&str>) -> String {
    let quoted = |title: &str| format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""));
    title.map(quoted).unwrap_or_default()
}

fn code(text: &str) -> Option<String> {
    let longest = text.split(|c| c != '`').map(str::len).max()?;
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim() != text { " " } else { "" };
    Some(format!("{fence}{pad}{text}{pad}{fence}"))
}

/// Escapes what would be formatting, and writes white space as a browser shows it.
fn escape(text: &mut String, plain: &str) {
    for c in plain.chars() {
        match c {
            // Rendering makes them typographic.
            '"' | '\'' => text.extend(['\\', c]),
            '-' | '.' if text.ends_with(c) => text.extend(['\\', c]),
            '\n' | '\r' | '\t' | '\u{c}' => text.push(' '),
            '\u{a0}' => text.push_str("&nbsp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' => text.extend(['\\', c]),
            c => text.push(c),
        }
    }
}

/// Escapes what would begin another kind of block.
fn escape_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    match rest.chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{rest}", &line[..digits]),
        Some('#' | '+' | '-' | '=' | '|' | ':') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

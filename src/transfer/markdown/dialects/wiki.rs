//! Obsidian: links between notes (`[[note|words]]`), embedded pictures (`![[picture.png]]`) and callouts.

use super::{Dialect, with_anchor};
use crate::text::slugify;

const PICTURES: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp"];

impl Dialect<'_> {
    pub(super) fn wiki_link(&mut self) -> bool {
        let rest = self.near();
        let Some(end) = rest.lines().next().and_then(|line| line.find("]]")) else {
            return false;
        };
        let inner = &rest[2..end];
        if inner.trim().is_empty() || inner.starts_with([' ', '[', '"', '$', '-']) || inner.contains('[') {
            return false;
        }
        let (target, words) =
            inner.split_once('|').map_or((inner, None), |(target, words)| (target, Some(words.trim())));
        let target = target.trim().trim_end_matches('\\');
        let is_embedded = self.out.ends_with('!');
        let is_picture = PICTURES.iter().any(|ending| target.to_lowercase().ends_with(ending));
        if is_embedded && is_picture {
            self.out.pop();
            // Only digits are the width.
            let alt = words.filter(|words| !words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x'));
            return self.replace(end + 2, &format!("![{}](<{target}>)", alt.unwrap_or_default()));
        }
        let (note, anchor) = target.split_once('#').unwrap_or((target, ""));
        let words = words.unwrap_or(if note.is_empty() { anchor } else { note.rsplit('/').next().unwrap_or(note) });
        let address = match note {
            "" => Some(String::new()),
            note => self.site.address(&format!("{note}.md"), self.name, self.zone),
        };
        if is_embedded {
            self.out.pop();
        }
        match address {
            Some(address) => {
                let address = with_anchor(address, &slugify(anchor));
                self.replace(end + 2, &format!("[{words}]({address})"))
            }
            None => {
                self.count("link to a note".into(), "there is no such file in the folder, or it has no page");
                self.replace(end + 2, words)
            }
        }
    }

    /// Renders the first line of a callout: `> [!note] Title`.
    pub(super) fn callout(&mut self) -> bool {
        if !self.line_before().trim_start_matches([' ', '>']).is_empty() {
            return false;
        }
        let rest = self.rest();
        let line = rest.lines().next().unwrap_or_default();
        let Some((kind, title)) = line["> [!".len()..].split_once(']') else { return false };
        if !kind.chars().all(|c| c.is_alphanumeric() || "-|".contains(c)) {
            return false;
        }
        let title = title.trim_start_matches(['+', '-']).trim();
        let title = if title.is_empty() { kind.split('|').next().unwrap_or(kind) } else { title };
        let mut first = title.chars();
        let title: String = first.next().into_iter().flat_map(char::to_uppercase).chain(first).collect();
        self.replace(line.len(), &format!("> **{title}**\n>"))
    }
}

//! Further marks of Obsidian: hidden notes (`%% … %%`), marked words (`==…==`) and names of blocks (`^abc123`).

use super::Dialect;

impl Dialect<'_> {
    /// Leaves out a note that only its author sees.
    pub(super) fn hidden_note(&mut self) -> bool {
        if !self.out.is_empty() && !self.out.ends_with(char::is_whitespace) {
            return false;
        }
        let Some(end) = self.find_near("%%", 2) else { return false };
        let after = &self.rest()[end + 2..];
        let is_alone = after.is_empty() || after.starts_with(|next: char| !next.is_alphanumeric());
        if !is_alone {
            return false;
        }
        self.count("hidden note in a text".into(), "only its author saw it");
        self.replace(end + 2, "")
    }

    /// Writes the beginning or end of marked words.
    pub(super) fn marked(&mut self) -> bool {
        if self.mark_end.take_if(|end| *end == self.position).is_some() {
            return self.replace(2, "</mark>");
        }
        let near = self.near();
        let inner = near[2..].lines().next().unwrap_or_default();
        let Some(end) = inner.find("==") else { return false };
        let words = &inner[..end];
        let is_meant = !words.is_empty()
            && words.trim() == words
            && !words.starts_with('=')
            && !inner[end + 2..].starts_with('=')
            && !self.out.ends_with(['=', '!', '<', '>']);
        if !is_meant {
            return false;
        }
        self.mark_end = Some(self.position + 2 + end);
        self.replace(2, "<mark>")
    }

    /// Leaves out the name of a block at the end of a line.
    pub(super) fn block_name(&mut self) -> bool {
        let line = self.near().lines().next().unwrap_or_default().trim_end();
        let name = &line[1..];
        let is_name = (4..=40).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !name.bytes().all(|byte| byte.is_ascii_digit());
        let stands_apart = self.out.is_empty() || self.out.ends_with([' ', '\n']);
        is_name && stands_apart && self.replace(line.len(), "")
    }
}

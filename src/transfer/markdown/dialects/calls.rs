//! Shortcodes of Zola, which look like calls: `{{ youtube(id="…") }}`.

use super::Dialect;
use super::arguments::{arguments, figure, named, unnamed};
use super::hugo::player;
use crate::transfer::wordpress::embeds;

/// Names of shortcodes for pictures.
const PICTURES: [&str; 8] =
    ["image", "img", "figure", "picture", "resize_image", "resized_image", "responsive_image", "imgh"];

/// Splits a call into its name and arguments.
pub fn parts(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.trim().split_once('(')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:".contains(&byte));
    is_name.then(|| (name, rest.trim_end().trim_end_matches(')')))
}

impl Dialect<'_> {
    /// Writes what a call of this name shows.
    pub(super) fn call(&mut self, name: &str, words: &str, length: usize) -> bool {
        let words = arguments(words);
        let free = unnamed(&words);
        let first =
            named(&words, &["id", "url", "src", "path", "video_id"]).or(free.first().copied()).unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or(name);
        if PICTURES.contains(&name) && !first.is_empty() {
            let caption = named(&words, &["caption", "title"]).unwrap_or_default();
            let html = figure(first, named(&words, &["alt"]).unwrap_or_default(), caption);
            return self.replace(length, &html);
        }
        if let Some(address) = player(name, first, &free, &words) {
            return self.replace(length, &embeds::link(&address, ""));
        }
        let kept = named(&words, &["title", "caption", "text", "body", "label"]);
        let kept = kept.map(|text| format!("**{text}**")).unwrap_or_default();
        self.count(format!("shortcode {name}"), "it is not known here; text in it was kept");
        self.replace(length, &kept)
    }
}

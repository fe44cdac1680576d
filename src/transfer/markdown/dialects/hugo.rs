//! Shortcodes of Hugo: `{{< youtube id >}}`, `{{% notice %}}…{{% /notice %}}`.

use super::arguments::{arguments, figure, named, unnamed};
use super::{Dialect, code_block, with_anchor};
use crate::transfer::wordpress::embeds;

impl Dialect<'_> {
    /// Renders a shortcode. What is in an unknown one stays.
    pub(super) fn hugo(&mut self) -> bool {
        let rest = self.rest();
        let close = if rest.starts_with("{{<") { ">}}" } else { "%}}" };
        let Some(end) = self.find_near(close, 3) else { return false };
        let inner = rest[3..end].trim();
        let length = end + 3;
        if let Some(shown) = inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
            // Escaped: it is shown as it is written.
            return self.replace(length, &format!("`{}{}{close}`", &rest[..3], shown));
        }
        if inner.starts_with('/') {
            return self.replace(length, "");
        }
        let (name, words) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let words = arguments(words.trim().trim_end_matches('/'));
        let free = unnamed(&words);
        let first = named(&words, &["id", "url", "src", "link", "href"]).or(free.first().copied()).unwrap_or_default();
        match name {
            "highlight" | "code" => {
                let mark = format!("{{{{{} /{name} {close}", &rest[2..3]);
                if let Some(end) = self.find(&mark, length) {
                    let code = code_block(free.first().copied().unwrap_or_default(), &rest[length..end]);
                    return self.replace(end + mark.len(), &code);
                }
            }
            "mermaid" | "goat" | "plantuml" | "echarts" => {
                let mark = format!("{{{{{} /{name} {close}", &rest[2..3]);
                if let Some(end) = self.find(&mark, length) {
                    let code = code_block(name, &rest[length..end]);
                    return self.replace(end + mark.len(), &code);
                }
            }
            "rawhtml" | "html" | "raw" => {
                let mark = format!("{{{{{} /{name} {close}", &rest[2..3]);
                if let Some(end) = self.find(&mark, length) {
                    let html = format!("\n\n{}\n\n", rest[length..end].trim());
                    return self.replace(end + mark.len(), &html);
                }
            }
            "details" | "expand" | "collapse" | "spoiler" | "accordion" => {
                let mark = format!("{{{{{} /{name} {close}", &rest[2..3]);
                let title = named(&words, &["title", "summary", "label"]).or(free.first().copied());
                if let (Some(title), true) = (title.map(str::to_owned), self.find(&mark, length).is_some()) {
                    return self.replace(length, &format!("\n\n**{title}**\n\n"));
                }
            }
            "ref" | "relref" => {
                let target = named(&words, &["path"]).or(free.first().copied()).unwrap_or_default();
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                let address = self.site.address(file, self.name, self.zone);
                if address.is_none() {
                    self.count("link to a file".into(), "there is no such file in the folder, or it has no page");
                }
                // As with other links, an address that leads nowhere stays as it is written.
                return self.replace(length, &with_anchor(address.unwrap_or_else(|| file.to_owned()), anchor));
            }
            "figure" | "img" | "image" | "imgproc" => {
                let address = named(&words, &["src", "link", "path"]).or(free.first().copied()).unwrap_or_default();
                let caption = [named(&words, &["title"]), named(&words, &["caption"])];
                let caption = caption.into_iter().flatten().collect::<Vec<_>>().join(". ");
                let html = figure(address, named(&words, &["alt"]).unwrap_or_default(), &caption);
                return self.replace(length, &html);
            }
            "youtube" | "vimeo" | "tweet" | "twitter" | "x" | "instagram" | "gist" | "video" | "audio" | "bilibili" => {
                if let Some(address) = player(name, first, &free, &words) {
                    return self.replace(length, &embeds::link(&address, ""));
                }
            }
            "button" | "btn" | "link" | "cta" if !first.is_empty() => {
                let mark = format!("{{{{{} /{name} {close}", &rest[2..3]);
                if let Some(end) = self.find(&mark, length) {
                    let link = format!("[{}]({first})", rest[length..end].trim());
                    return self.replace(end + mark.len(), &link);
                }
            }
            _ => {}
        }
        let kept = ["title", "caption", "summary", "label", "name"].iter().find_map(|field| named(&words, &[field]));
        // The title of a tab or box: `{{< tab "Title" >}}`.
        let in_quotes = inner[name.len()..].trim_start().starts_with(['"', '“']);
        let kept = kept.or(free.first().copied().filter(|text| in_quotes && !text.contains(['/', '.', '='])));
        let kept = kept.map(|text| format!("\n\n**{text}**\n\n")).unwrap_or_default();
        self.count(format!("shortcode {name}"), "it is not known here; text in it was kept");
        self.replace(length, &kept)
    }
}

/// Returns the address that a shortcode for a player of another site names.
pub fn player(name: &str, first: &str, free: &[&str], words: &[(Option<String>, String)]) -> Option<String> {
    if first.starts_with("https://") || first.starts_with("http://") {
        return Some(first.to_owned());
    }
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let user = named(words, &["user"]).or(free.first().copied()).filter(|user| is_id(user));
    match name {
        "youtube" if is_id(first) => Some(format!("https://www.youtube.com/watch?v={first}")),
        "vimeo" if is_id(first) => Some(format!("https://vimeo.com/{first}")),
        "instagram" if is_id(first) => Some(format!("https://www.instagram.com/p/{first}/")),
        "tweet" | "twitter" | "x" => {
            Some(format!("https://x.com/{}/status/{}", user.unwrap_or("i"), named(words, &["id"]).unwrap_or(first)))
        }
        "gist" => Some(format!("https://gist.github.com/{}/{}", user?, free.get(1)?)),
        "bilibili" if is_id(first) => Some(format!("https://www.bilibili.com/video/{first}")),
        _ => None,
    }
}

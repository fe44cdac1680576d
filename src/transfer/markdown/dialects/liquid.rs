//! Template code of Liquid (Jekyll), Nunjucks (Hexo, Eleventy) and their kind: `{% tag %}`, `{{ expression }}`.

use super::arguments::{arguments, figure, named, unnamed};
use super::{Dialect, calls, code_block};
use crate::transfer::wordpress::embeds;

impl Dialect<'_> {
    /// Writes the value of an expression, if it is a text or the address of the site.
    pub(super) fn expression(&mut self) -> bool {
        let Some(end) = self.find_near("}}", 2) else { return false };
        let inner = self.rest()[2..end].trim().trim_matches('-').trim();
        // Braces of a formula or a program are no expression.
        if inner.contains(['{', '\n']) {
            return false;
        }
        if let Some((name, words)) = calls::parts(inner) {
            return self.call(name, words, end + 2);
        }
        let value = inner.split('|').next().unwrap_or_default().trim();
        let text = value.strip_prefix(['"', '\'']).and_then(|text| text.strip_suffix(['"', '\'']));
        match text {
            Some(text) => self.replace(end + 2, text),
            None if ["site.baseurl", "site.url", "site.github.url", "url_base", "baseurl"].contains(&value) => {
                self.replace(end + 2, "")
            }
            None => {
                self.count("template expression".into(), "the old site's program filled it in");
                self.replace(end + 2, "")
            }
        }
    }

    /// Renders a tag. What is between unknown ones stays.
    pub(super) fn tag(&mut self) -> bool {
        let Some(end) = self.find_near("%}", 2) else { return false };
        let rest = self.rest();
        let inner = rest[2..end].trim().trim_matches('-').trim();
        let length = end + 2;
        let (name, words) = match calls::parts(inner) {
            Some(call) if !inner.starts_with("if") => call,
            _ => inner.split_once(char::is_whitespace).unwrap_or((inner, "")),
        };
        let list = arguments(words);
        let free = unnamed(&list);
        let first = free.first().copied().unwrap_or_default();
        match name {
            "highlight" | "codeblock" | "raw" | "verbatim" | "comment" | "code" => {
                if let Some((inside, after)) = self.inside(name, length) {
                    let inside = &rest[length..inside];
                    let stated = words.split_whitespace().find_map(|word| word.strip_prefix("lang:"));
                    let text = match name {
                        "comment" => String::new(),
                        "raw" | "verbatim" => inside.to_owned(),
                        "highlight" => code_block(first, inside),
                        _ => code_block(stated.unwrap_or_default(), inside),
                    };
                    return self.replace(after, &text);
                }
            }
            "post_url" | "link" | "post_path" | "ref" => {
                let address = self.site.address(&format!("{first}.md"), self.name, self.zone);
                let address = address.or_else(|| self.site.address(first, self.name, self.zone));
                // A file that is no text: `{% link assets/a.png %}`.
                let is_file = name == "link" && first.rsplit_once('.').is_some_and(|(_, end)| end != "md");
                let address = address.or_else(|| is_file.then(|| format!("/{}", first.trim_start_matches('/'))));
                if address.is_none() {
                    self.count("link to a file".into(), "there is no such file in the folder, or it has no page");
                }
                return self.replace(length, &address.unwrap_or_default());
            }
            "post_link" => {
                let title = if free.len() > 1 { free[1..].join(" ") } else { first.to_owned() };
                let address = self.site.address(first, self.name, self.zone).unwrap_or_default();
                return self.replace(length, &format!("[{title}]({address})"));
            }
            "asset_path" => return self.replace(length, first),
            "asset_img" | "img" | "image" | "picture" | "figure" => {
                let is_picture = |word: &&&str| word.contains('.');
                let address = named(&list, &["src", "path", "url", "image"]).or(free.iter().find(is_picture).copied());
                if let Some(address) = address {
                    let after: Vec<&str> = free.iter().skip_while(|word| **word != address).skip(1).copied().collect();
                    // Eleventy's has commas, and its second word is the alternative text.
                    let has_commas = words.contains("\",") || words.contains("',");
                    let (alt, after) =
                        if has_commas { (after.first().copied(), vec![]) } else { (named(&list, &["alt"]), after) };
                    let caption = named(&list, &["caption", "title"]).map_or_else(|| after.join(" "), str::to_owned);
                    let html = figure(address, alt.unwrap_or_default(), &caption);
                    return self.replace(length, &html);
                }
            }
            "include" | "include_cached" | "include_relative" => {
                let picture = named(&list, &["image_path", "image", "src", "url", "path", "file", "filename"]);
                let is_picture = |path: &str| {
                    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"]
                        .iter()
                        .any(|end| path.to_lowercase().ends_with(end))
                };
                if let Some(address) = picture.filter(|path| is_picture(path)) {
                    let caption = named(&list, &["caption", "title", "description"]).unwrap_or_default();
                    let html = figure(address, named(&list, &["alt"]).unwrap_or_default(), caption);
                    return self.replace(length, &html);
                }
                if let (Some(id), true) = (
                    named(&list, &["id", "video_id"]),
                    first.contains("youtube") || named(&list, &["provider"]) == Some("youtube"),
                ) {
                    let address = format!("https://www.youtube.com/watch?v={id}");
                    return self.replace(length, &embeds::link(&address, ""));
                }
                self.count(format!("included file {first}"), "it belongs to the old theme");
                return self.replace(length, "");
            }
            "gist" if first.contains('/') => {
                return self.replace(length, &embeds::link(&format!("https://gist.github.com/{first}"), ""));
            }
            "youtube" | "vimeo" if !first.is_empty() => {
                let address = match name {
                    _ if first.starts_with("http") => first.to_owned(),
                    "youtube" => format!("https://www.youtube.com/watch?v={first}"),
                    _ => format!("https://vimeo.com/{first}"),
                };
                return self.replace(length, &embeds::link(&address, ""));
            }
            "blockquote" | "quote" | "pullquote" | "centerquote" | "cq" => {
                if let Some((inside, after)) = self.inside(name, length) {
                    let quoted: String =
                        rest[length..inside].trim().lines().map(|line| format!("> {line}\n")).collect();
                    let author = named(&list, &["author", "by", "source", "cite"]).unwrap_or(words.trim());
                    let source = if author.is_empty() { String::new() } else { format!(">\n> — {author}\n") };
                    return self.replace(after, &format!("\n\n{quoted}{source}\n"));
                }
            }
            "assign" | "capture" | "if" | "unless" | "for" | "else" | "elsif" | "case" | "when" | "set" => {
                self.count(format!("template tag {name}"), "it is not known here; text in it was kept");
                return self.replace(length, "");
            }
            // A page of another site that is shown in the text.
            _ if first.starts_with("https://") || first.starts_with("http://") => {
                return self.replace(length, &embeds::link(first, ""));
            }
            // Ends of tags that were met, and assignments, say nothing.
            name if name.starts_with("end") => return self.replace(length, ""),
            _ => {}
        }
        let kept = named(&list, &["title", "caption", "summary", "label"]);
        let kept = kept.map(|text| format!("\n\n**{text}**\n\n")).unwrap_or_default();
        self.count(format!("template tag {name}"), "it is not known here; text in it was kept");
        self.replace(length, &kept)
    }

    /// Finds the end tag of `name`: where it begins and where it ends.
    fn inside(&mut self, name: &str, from: usize) -> Option<(usize, usize)> {
        let rest = self.rest();
        let forms = [
            format!("{{% end{name} %}}"),
            format!("{{%- end{name} -%}}"),
            format!("{{% end{name} -%}}"),
            format!("{{%- end{name} %}}"),
            format!("{{%end{name}%}}"),
            // Zola's.
            "{% end %}".to_owned(),
        ];
        let found = forms.iter().filter_map(|form| Some((self.find(form, from)?, form.len())));
        let (begin, length) = found.min()?;
        debug_assert!(rest.len() >= begin + length);
        Some((begin, begin + length))
    }
}

use std::net::IpAddr;

use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::text::invisible::is_ignorable;
use crate::text::parse::parse;
use crate::text::plain_text;

/// A comment in the form that block rules and the spam score need.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The author's name as displayed.
    pub display_name: String,
    /// The words of the name in lower case.
    pub name: Vec<String>,
    /// The author's email address in lower case.
    pub email: String,
    /// The client's IP address, if known.
    pub address: Option<IpAddr>,
    /// The visible text on one line.
    pub text: String,
    /// The text without URLs.
    pub spoken: String,
    /// The words of the text in lower case, without URLs.
    pub words: Vec<String>,
    /// The hosts of all links in document order, in ASCII and without `www.`.
    pub hosts: Vec<String>,
}

impl Message {
    /// Parses a comment. `html` is its body as stored.
    pub fn read(name: &str, email: &str, html: &str, address: Option<&str>) -> Message {
        let document = parse(html);
        let root = document.root();
        let hosts = root.descendants_it().filter_map(|node| host(&node.attr("href")?)).collect();
        let text = plain_text::text_of(&root);
        let spoken = text.split(' ').filter(|part| !is_web_address(part)).collect::<Vec<_>>().join(" ");
        Message {
            display_name: name.to_owned(),
            name: words(name),
            email: email.to_lowercase(),
            address: address.and_then(|address| address.parse().ok()),
            words: words(&spoken),
            spoken,
            text,
            hosts,
        }
    }
}

/// Returns the host of a URL in the form of [`Message::hosts`].
pub fn host(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// Splits a text into words in lower case. A word consists of letters, digits and marks; apostrophes and invisible
/// characters are removed.
pub fn words(text: &str) -> Vec<String> {
    let is_letter = |c: char| (c.is_alphanumeric() || is_combining_mark(c)) && !is_ignorable(c);
    let words = text.split(|c: char| !(is_letter(c) || is_ignorable(c) || matches!(c, '\'' | '’')));
    let words = words.map(|word| word.chars().filter(|c| is_letter(*c)));
    words.map(|word| word.flat_map(char::to_lowercase).collect()).filter(|word: &String| !word.is_empty()).collect()
}

fn is_web_address(part: &str) -> bool {
    part.contains("://") || part.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::comment::render;

    #[test]
    fn a_comment_is_parsed() {
        let html = render("Vay TIỀN nhanh: https://www.Vay.example/a?b và [đây](http://tín-dụng.vn.)").html;
        let message = Message::read("Lan  Anh", "LAN@example.org", &html, Some("192.0.2.1"));
        assert_eq!(message.name, ["lan", "anh"]);
        assert_eq!(message.email, "lan@example.org");
        assert_eq!(message.words, ["vay", "tiền", "nhanh", "và", "đây"]);
        assert_eq!(message.hosts, ["vay.example", "xn--tn-dng-3va3942d.vn"]);
        assert!(message.address.is_some());
    }

    #[test]
    fn words_are_split_at_other_characters() {
        assert_eq!(words("Đường – Thủy,sông; v\u{200B}ay 0901.234"), ["đường", "thủy", "sông", "vay", "0901", "234"]);
        assert_eq!(words("don’t"), ["dont"]);
        assert!(words(" … ?!").is_empty());
    }
}

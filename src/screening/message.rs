use std::net::IpAddr;

use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::text::invisible::is_ignorable;
use crate::text::parse::parse;
use crate::text::plain_text;

/// A comment as those see it who judge it: rules that block, and the spam score.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The name as it is shown.
    pub display_name: String,
    /// The words of the name, in lower case.
    pub name: Vec<String>,
    /// Lower case.
    pub email: String,
    /// Where it was sent from, where that is known.
    pub address: Option<IpAddr>,
    /// What a reader sees, on one line.
    pub text: String,
    /// The same without addresses of the web.
    pub spoken: String,
    /// The words of the text, in lower case; addresses of the web are none.
    pub words: Vec<String>,
    /// Where its links lead, one after the other: hosts in ASCII, without `www.`.
    pub hosts: Vec<String>,
}

impl Message {
    /// Takes a comment apart. `html` is its body as it is stored.
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

/// The host a URL leads to, as [`Message::hosts`] has it.
pub fn host(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// The words of a text in lower case: letters, digits and marks; apostrophes, and what shows nothing, are left out.
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
    fn a_comment_is_taken_apart() {
        let html = render("Vay TIỀN nhanh: https://www.Vay.example/a?b và [đây](http://tín-dụng.vn.)").html;
        let message = Message::read("Lan  Anh", "LAN@example.org", &html, Some("192.0.2.1"));
        assert_eq!(message.name, ["lan", "anh"]);
        assert_eq!(message.email, "lan@example.org");
        assert_eq!(message.words, ["vay", "tiền", "nhanh", "và", "đây"]);
        assert_eq!(message.hosts, ["vay.example", "xn--tn-dng-3va3942d.vn"]);
        assert!(message.address.is_some());
    }

    #[test]
    fn words_end_where_letters_do() {
        assert_eq!(words("Đường – Thủy,sông; v\u{200B}ay 0901.234"), ["đường", "thủy", "sông", "vay", "0901", "234"]);
        assert_eq!(words("don’t"), ["dont"]);
        assert!(words(" … ?!").is_empty());
    }
}

//! Players of sound and film.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

/// File extensions of what players play. The library takes only some of them; files of the others are reported.
const AUDIO: &[&str] = &["mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "wma"];
const VIDEO: &[&str] = &["mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv", "avi"];

/// The two kinds of players.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerKind {
    Audio,
    Video,
}

impl PlayerKind {
    /// Returns the kind of player for a file, by its extension.
    pub fn of(address: &str) -> Option<PlayerKind> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let end = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase())?;
        let is_in = |ends: &[&str]| ends.contains(&end.as_str());
        match () {
            () if is_in(AUDIO) => Some(PlayerKind::Audio),
            () if is_in(VIDEO) => Some(PlayerKind::Video),
            () => None,
        }
    }

    /// Returns the name of its element.
    pub fn tag(self) -> &'static str {
        match self {
            PlayerKind::Audio => "audio",
            PlayerKind::Video => "video",
        }
    }

    /// Returns the attributes of a shortcode that may hold the address of the file.
    pub fn attributes(self) -> impl Iterator<Item = &'static str> {
        let ends = match self {
            PlayerKind::Audio => AUDIO,
            PlayerKind::Video => VIDEO,
        };
        std::iter::once("src").chain(ends.iter().copied())
    }
}

/// A player.
#[derive(Clone, Copy, Debug)]
pub struct Player<'a> {
    pub kind: PlayerKind,
    pub address: &'a str,
    /// The address of the picture that a film begins with; empty if there is none.
    pub poster: &'a str,
    /// HTML in which the `track` elements of its captions are.
    pub inside: &'a str,
    /// Text below it.
    pub caption: &'a str,
}

impl Player<'_> {
    /// Renders the player as a figure.
    pub fn render(self) -> String {
        let (tag, address) = (self.kind.tag(), quote(self.address));
        let poster = match self.poster {
            poster if !poster.is_empty() && self.kind == PlayerKind::Video => format!(" poster=\"{}\"", quote(poster)),
            _ => String::new(),
        };
        let caption = match self.caption {
            "" => String::new(),
            caption => format!("<figcaption>{}</figcaption>", encode_text(caption)),
        };
        let tracks: String = tracks(self.inside).collect();
        format!("\n\n<figure><{tag} controls src=\"{address}\"{poster}>{tracks}</{tag}>{caption}</figure>\n\n")
    }
}

fn tracks(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("<track").filter_map(move |(at, _)| {
        let tag = &html[at..];
        tag.get(..=tag.find('>')?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_extension() {
        assert_eq!(PlayerKind::of("https://a.example/a.MP3?x=1"), Some(PlayerKind::Audio));
        assert_eq!(PlayerKind::of("/wp-content/uploads/a.webm"), Some(PlayerKind::Video));
        assert_eq!(PlayerKind::of("https://mp3.example/a"), None);
    }

    #[test]
    fn captions_and_the_first_picture_stay() {
        let inside = "x<track kind=\"subtitles\" src=\"/a.vtt\" srclang=\"vi\">y<track";
        let player =
            Player { kind: PlayerKind::Video, address: "/a.mp4", poster: "/a.jpg", inside, caption: "<Cầu>" };
        let expected = "<figure><video controls src=\"/a.mp4\" poster=\"/a.jpg\"><track kind=\"subtitles\" src=\"/a.vtt\" \
                        srclang=\"vi\"></video><figcaption>&lt;Cầu&gt;</figcaption></figure>";
        assert_eq!(player.render().trim(), expected);
    }
}

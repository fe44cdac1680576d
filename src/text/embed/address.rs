//! The paths of players, for each site.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::EmbedProvider::{self, Facebook, GoogleMaps, Instagram, SoundCloud, Spotify, TikTok, Vimeo, X, YouTube};
use super::EmbedShape::{self, Audio, Portrait, Post, Video};
use super::{map, parameter};

/// A site, the form of its player, and the player's path and query.
pub(super) type Player = (EmbedProvider, EmbedShape, String);

/// Finds the player for the address of a page or of a player.
pub(super) fn find(url: &Url) -> Option<Player> {
    let host = url.host_str()?;
    let host = ["www.", "m.", "mobile."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(host);
    let segments: Vec<&str> = url.path_segments()?.filter(|segment| !segment.is_empty()).collect();
    match host {
        "youtube.com" | "youtube-nocookie.com" | "music.youtube.com" => youtube(url, &segments),
        "youtu.be" => youtube_video(url, segments.first()?, Video),
        "vimeo.com" | "player.vimeo.com" => vimeo(url, &segments),
        "tiktok.com" => tiktok(&segments),
        "facebook.com" | "web.facebook.com" | "fb.watch" => facebook(url, host, &segments),
        "x.com" | "twitter.com" => x(&segments),
        "instagram.com" => instagram(&segments),
        "soundcloud.com" | "w.soundcloud.com" => soundcloud(url, host, &segments),
        "open.spotify.com" => spotify(&segments),
        "google.com" | "google.com.vn" | "maps.google.com" => {
            Some((GoogleMaps, EmbedShape::Map, map::google(url, host, &segments)?))
        }
        "openstreetmap.org" => {
            Some((EmbedProvider::OpenStreetMap, EmbedShape::Map, map::openstreetmap(url, &segments)?))
        }
        _ => None,
    }
}

fn youtube(url: &Url, segments: &[&str]) -> Option<Player> {
    match *segments {
        ["watch"] => youtube_video(url, &parameter(url, "v")?, Video),
        ["playlist"] | ["embed", "videoseries"] => {
            let list = parameter(url, "list").filter(|list| is_id(list))?;
            Some((YouTube, Video, format!("/embed/videoseries?list={list}&autoplay=1")))
        }
        ["embed" | "v" | "live", id] => youtube_video(url, id, Video),
        ["shorts", id] => youtube_video(url, id, Portrait),
        _ => None,
    }
}

fn youtube_video(url: &Url, id: &str, shape: EmbedShape) -> Option<Player> {
    let start = parameter(url, "t").or_else(|| parameter(url, "start")).and_then(|start| seconds(&start));
    let start = start.map_or_else(String::new, |start| format!("&start={start}"));
    is_id(id).then(|| (YouTube, shape, format!("/embed/{id}?autoplay=1{start}")))
}

/// Reads a time such as `90`, `90s` or `1m30s`.
fn seconds(text: &str) -> Option<u32> {
    let (mut total, mut number) = (0_u32, 0_u32);
    for sign in text.chars() {
        let unit = match sign {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            digit => {
                number = number.checked_mul(10)?.checked_add(digit.to_digit(10)?)?;
                continue;
            }
        };
        total = total.checked_add(std::mem::take(&mut number).checked_mul(unit)?)?;
    }
    total.checked_add(number).filter(|total| *total > 0)
}

fn vimeo(url: &Url, segments: &[&str]) -> Option<Player> {
    let (id, hash) = match *segments {
        ["video", id] => (id, parameter(url, "h")),
        [id] => (id, None),
        // A video that is not listed has a hash in its address.
        [id, hash] => (id, Some(hash.to_owned())),
        ["channels", _, id] | ["groups", _, "videos", id] => (id, None),
        _ => return None,
    };
    let hash = hash.filter(|hash| is_id(hash)).map_or_else(String::new, |hash| format!("&h={hash}"));
    is_number(id).then(|| (Vimeo, Video, format!("/video/{id}?autoplay=1&dnt=1{hash}")))
}

fn tiktok(segments: &[&str]) -> Option<Player> {
    let (["player", "v1", id] | ["embed", "v2", id] | ["embed", id] | [_, "video", id]) = *segments else {
        return None;
    };
    is_number(id).then(|| (TikTok, Portrait, format!("/player/v1/{id}?autoplay=1")))
}

fn facebook(url: &Url, host: &str, segments: &[&str]) -> Option<Player> {
    let is_video = match *segments {
        ["plugins", "post.php" | "video.php"] => {
            let page = Url::parse(&parameter(url, "href")?).ok()?;
            let page_host = page.host_str()?.trim_start_matches("www.");
            let segments: Vec<&str> = page.path_segments()?.filter(|segment| !segment.is_empty()).collect();
            let is_other = !matches!(page_host, "facebook.com" | "m.facebook.com" | "fb.watch");
            // Not an address of a plugin again.
            if is_other || segments.first() == Some(&"plugins") {
                return None;
            }
            return facebook(&page, page_host, &segments);
        }
        [_] if host == "fb.watch" => true,
        ["watch"] => parameter(url, "v").is_some_and(|id| is_number(&id)),
        ["reel", id] => is_number(id),
        [_, "videos", ..] => true,
        [_, "posts", _, ..]
        | ["groups", _, "posts" | "permalink", _]
        | ["photo" | "photo.php" | "permalink.php" | "story.php"] => false,
        [_, "photos", ..] | ["share", "p", _] => false,
        ["share", "v" | "r", _] => true,
        _ => return None,
    };
    let page = utf8_percent_encode(url.as_str(), NON_ALPHANUMERIC);
    Some(match is_video {
        true => (Facebook, Video, format!("/plugins/video.php?href={page}&show_text=false")),
        false => (Facebook, Post, format!("/plugins/post.php?href={page}&show_text=true")),
    })
}

fn x(segments: &[&str]) -> Option<Player> {
    let ([_, "status", id, ..] | ["i", "web", "status", id]) = *segments else { return None };
    is_number(id).then(|| (X, Post, format!("/embed/Tweet.html?id={id}&dnt=true")))
}

fn instagram(segments: &[&str]) -> Option<Player> {
    let ([kind, id, "embed"] | [kind, id] | [_, kind, id]) = *segments else { return None };
    let is_post = matches!(kind, "p" | "reel" | "tv") && is_id(id);
    is_post.then(|| (Instagram, Post, format!("/{kind}/{id}/embed/")))
}

fn soundcloud(url: &Url, host: &str, segments: &[&str]) -> Option<Player> {
    let page = match *segments {
        ["player"] if host == "w.soundcloud.com" => {
            let page = Url::parse(&parameter(url, "url")?).ok()?;
            let is_own = matches!(page.host_str(), Some("soundcloud.com" | "api.soundcloud.com"));
            is_own.then_some(page)?
        }
        [_, _] | [_, "sets", _] if host == "soundcloud.com" => url.clone(),
        _ => return None,
    };
    let page = utf8_percent_encode(page.as_str(), NON_ALPHANUMERIC).to_string();
    Some((SoundCloud, Audio, format!("/player/?url={page}&auto_play=true")))
}

fn spotify(segments: &[&str]) -> Option<Player> {
    // The first segment may name a language.
    let ([_, kind, id] | [kind, id]) = *segments else { return None };
    let is_kind = matches!(kind, "track" | "album" | "playlist" | "episode" | "show" | "artist");
    (is_kind && is_id(id)).then(|| (Spotify, Audio, format!("/embed/{kind}/{id}")))
}

fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

fn is_number(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::text::embed::Embed;

    #[track_caller]
    fn check(address: &str, frame: &str) {
        assert_eq!(Embed::of(address).map(|embed| embed.frame).as_deref(), Some(frame), "{address}");
    }

    #[test]
    fn addresses_become_players() {
        let youtube = "https://www.youtube-nocookie.com/embed/a-1_B?autoplay=1";
        for page in ["https://www.youtube.com/watch?v=a-1_B", "http://youtu.be/a-1_B?si=x", "//youtube.com/embed/a-1_B"]
        {
            check(page, youtube);
        }
        check("https://m.youtube.com/watch?v=a-1_B&t=1m30s", &format!("{youtube}&start=90"));
        check("https://vimeo.com/22439234/ab12", "https://player.vimeo.com/video/22439234?autoplay=1&dnt=1&h=ab12");
        check("https://www.tiktok.com/@a/video/71", "https://www.tiktok.com/player/v1/71?autoplay=1");
        check("https://x.com/a/status/12?s=20", "https://platform.twitter.com/embed/Tweet.html?id=12&dnt=true");
        check("https://www.instagram.com/reel/Cx_1/?a=b", "https://www.instagram.com/reel/Cx_1/embed/");
        check("https://open.spotify.com/intl-vi/track/4Ab?si=1", "https://open.spotify.com/embed/track/4Ab");
        check(
            "https://soundcloud.com/a/b",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud%2Ecom%2Fa%2Fb&auto_play=true",
        );
        let video = "https%3A%2F%2Fwww%2Efacebook%2Ecom%2Fa%2Fvideos%2F1&show_text=false";
        check(
            "https://www.facebook.com/a/videos/1",
            &format!("https://www.facebook.com/plugins/video.php?href={video}"),
        );
        check(
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1&width=5",
            &format!("https://www.facebook.com/plugins/video.php?href={video}"),
        );
    }

    #[test]
    fn other_addresses_have_no_player() {
        for address in [
            "https://youtube.com/",
            "https://youtube.com.evil.example/watch?v=a",
            "https://evil.example/?youtube.com/watch?v=a",
            "https://youtube.com@evil.example/watch?v=a",
            "https://www.youtube.com/watch?v=a%22onload=x",
            "https://x.com/a/1",
            "https://www.facebook.com/plugins/video.php?href=javascript:alert(1)",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.example%2Fa%2Fposts%2F1",
            "https://w.soundcloud.com/player/?url=https://evil.example/a/b",
            "javascript:alert(1)",
            "ftp://youtu.be/a",
            "/watch?v=a",
            "",
        ] {
            assert_eq!(Embed::of(address), None, "{address}");
        }
    }

    #[test]
    fn frames_are_at_the_origin_of_their_provider() {
        for address in [
            "https://youtu.be/a",
            "https://fb.watch/a/",
            "https://www.google.com/maps?q=a%22",
            "https://twitter.com/i/web/status/1",
        ] {
            let embed = Embed::of(address).unwrap();
            assert!(embed.frame.starts_with(&format!("{}/", embed.provider.origin())), "{embed:?}");
            assert!(!embed.frame.contains(['"', '<', '>', '\'', ' ']), "{embed:?}");
        }
    }
}

use std::collections::BTreeSet;

use crate::model::admin::spam::SpamFeature;
use crate::screening::message::Message;
use crate::text::fold;

/// Number of words that are examined, from the start, which bounds the work on a long comment. All links are examined.
const MAX_WORDS: usize = 400;

/// Length in characters at which words are truncated.
const MAX_WORD_LENGTH: usize = 40;

/// Minimum number of letters for a text to count as shouting.
const SHOUT_MIN_LETTERS: usize = 12;

/// A text with fewer words than this and a link counts as a bare link.
const FEW: usize = 4;

/// Maximum length of a host name (RFC 1035, section 2.3.4). Longer ones lead nowhere.
const LONGEST_HOST: usize = 253;

/// Extracts the spam features of a comment, without duplicates. The same comment always has the same features, so that
/// what was learned from it can be unlearned.
pub fn features(message: &Message) -> BTreeSet<SpamFeature> {
    let mut features = BTreeSet::new();
    // Name and text are separate, so that no pair spans both.
    for words in [&message.name, &message.words] {
        let words: Vec<String> = words.iter().take(MAX_WORDS).map(|word| fold(word)).map(cut).collect();
        features.extend(words.windows(2).map(|pair| SpamFeature::Pair(pair.join(" "))));
        features.extend(words.into_iter().map(SpamFeature::Word));
    }
    for host in message.hosts.iter().filter(|host| host.len() <= LONGEST_HOST) {
        features.insert(SpamFeature::Link(host.clone()));
        // Also add the last two labels, since a spammer may have any number of subdomains.
        let mut labels = host.rsplitn(3, '.');
        if let (Some(last), Some(before), Some(_)) = (labels.next(), labels.next(), labels.next()) {
            features.insert(SpamFeature::Link(format!("{before}.{last}")));
        }
    }
    if let Some((_, host)) = message.email.rsplit_once('@')
        && host.len() <= LONGEST_HOST
    {
        features.insert(SpamFeature::Email(host.to_owned()));
    }
    features.insert(SpamFeature::Links(message.hosts.len().min(3) as u8));
    if is_shouted(&message.text) {
        features.insert(SpamFeature::Capitals);
    }
    if !message.hosts.is_empty() && message.words.len() < FEW {
        features.insert(SpamFeature::BareLink);
    }
    features
}

fn cut(word: String) -> String {
    match word.char_indices().nth(MAX_WORD_LENGTH) {
        Some((end, _)) => word[..end].to_owned(),
        None => word,
    }
}

fn is_shouted(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= SHOUT_MIN_LETTERS && capitals * 10 > letters * 7
}

/// Returns the database key of a feature.
pub fn name(feature: &SpamFeature) -> String {
    match feature {
        SpamFeature::Word(word) => format!("word:{word}"),
        SpamFeature::Pair(words) => format!("pair:{words}"),
        SpamFeature::Link(host) => format!("link:{host}"),
        SpamFeature::Email(host) => format!("email:{host}"),
        SpamFeature::Links(count) => format!("links:{count}"),
        SpamFeature::Capitals => "capitals:".to_owned(),
        SpamFeature::BareLink => "bare-link:".to_owned(),
    }
}

/// Parses the feature from its [`name`].
pub fn parse(name: &str) -> Option<SpamFeature> {
    let (kind, text) = name.split_once(':')?;
    Some(match kind {
        "word" => SpamFeature::Word(text.to_owned()),
        "pair" => SpamFeature::Pair(text.to_owned()),
        "link" => SpamFeature::Link(text.to_owned()),
        "email" => SpamFeature::Email(text.to_owned()),
        "links" => SpamFeature::Links(text.parse().ok()?),
        "capitals" => SpamFeature::Capitals,
        "bare-link" => SpamFeature::BareLink,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::comment::render;

    fn names(name: &str, email: &str, body: &str) -> Vec<String> {
        features(&Message::read(name, email, &render(body).html, None)).iter().map(super::name).collect()
    }

    #[test]
    fn words_pairs_and_hosts_are_features() {
        let found = names("Lan", "lan@thu.example.org", "Vay tiền, VAY TIỀN ở https://a.b.vay.example/x nhé các bạn");
        for feature in ["word:lan", "word:vay", "pair:vay tien", "pair:tien vay", "links:1", "email:thu.example.org"] {
            assert!(found.iter().any(|name| name == feature), "{feature} in {found:?}");
        }
        assert!(found.contains(&"link:a.b.vay.example".to_owned()) && found.contains(&"link:vay.example".to_owned()));
        assert!(!found.iter().any(|name| name.starts_with("pair:lan") || name.contains("https")));
        assert_eq!(found.iter().filter(|name| *name == "word:vay").count(), 1, "each once");
    }

    #[test]
    fn shouting_and_bare_links_are_features() {
        let has = |body: &str, feature: &str| names("Lan", "a@b.vn", body).iter().any(|name| name == feature);
        assert!(has("ĐƯỜNG THỦY VÀM CỎ", "capitals:"));
        // Capitals are 9 and 8 letters of 12.
        assert!(has("ABCDEFGHI xyz", "capitals:") && !has("ABCDEFGH wxyz", "capitals:"));
        assert!(!has("Đường thủy Vàm Cỏ Đông", "capitals:") && !has("OK", "capitals:"));
        assert!(has("xem https://a.vn", "bare-link:") && !has("xem bài này ở https://a.vn", "bare-link:"));
        assert!(!has("xem", "bare-link:"));
        assert!(has("https://a.vn https://b.vn https://c.vn https://d.vn https://e.vn", "links:3"));
    }

    #[test]
    fn features_of_long_comments_are_bounded() {
        let body: String = (0..2_000).map(|word| format!("{word} ")).collect();
        assert!(names("Lan", "a@b.vn", &body).len() < 2 * MAX_WORDS + 10);
        assert!(names("Lan", "a@b.vn", &"ơ".repeat(9_000)).contains(&format!("word:{}", "o".repeat(MAX_WORD_LENGTH))));
    }

    #[test]
    fn names_round_trip() {
        let message = Message::read("Lan", "a@b.vn", &render("VAY TIỀN NHANH https://x.a.vn/").html, None);
        for feature in features(&message) {
            assert_eq!(parse(&super::name(&feature)).as_ref(), Some(&feature));
        }
        assert_eq!(parse("nonsense"), None);
    }
}

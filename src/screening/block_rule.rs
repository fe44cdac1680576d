//! Block rules. Comments that match one go to spam, where a moderator can still find them.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv6Net};
use url::Url;

use super::message::words;
use crate::model::admin::block_rule::{BlockRuleError, BlockRuleKind};
use crate::text::fold;

/// Maximum length of a rule, in characters.
const MAX_LENGTH: usize = 254;

/// Minimum prefix lengths of a blocked network, for IPv4 and IPv6.
const WIDEST: (u8, u8) = (8, 16);

/// A block rule. [`BlockRule::pattern`] serializes it and [`BlockRule::parse`] parses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockRule {
    Network(IpNet),
    /// An email address in lower case.
    Email(String),
    /// The host of email addresses, including its subdomains.
    EmailHost(String),
    /// Consecutive words in lower case.
    Words(Vec<String>),
    /// The host of a link, including its subdomains.
    Host(String),
}

impl BlockRule {
    /// Parses what a moderator typed. A host may be given as any URL on it. A single IPv6 address stands for its /64
    /// network, which is what one subscriber has (RFC 6177).
    ///
    /// # Errors
    ///
    /// The text is not a valid rule of this kind.
    pub fn parse(kind: BlockRuleKind, text: &str) -> Result<BlockRule, BlockRuleError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BlockRuleError::Empty);
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(BlockRuleError::TooLong);
        }
        match kind {
            BlockRuleKind::Address => network(text).map(BlockRule::Network),
            BlockRuleKind::Email => email(&text.to_lowercase()),
            BlockRuleKind::Word => match words(text) {
                words if words.is_empty() => Err(BlockRuleError::Empty),
                words if is_letter(&words) => Err(BlockRuleError::TooShort),
                words => Ok(BlockRule::Words(words)),
            },
            BlockRuleKind::Host => host(text).map(BlockRule::Host).ok_or(BlockRuleError::NotAHost),
        }
    }

    /// Returns the kind of the rule.
    pub fn kind(&self) -> BlockRuleKind {
        match self {
            BlockRule::Network(_) => BlockRuleKind::Address,
            BlockRule::Email(_) | BlockRule::EmailHost(_) => BlockRuleKind::Email,
            BlockRule::Words(_) => BlockRuleKind::Word,
            BlockRule::Host(_) => BlockRuleKind::Host,
        }
    }

    /// Returns the canonical text of the rule, independent of how it was typed.
    pub fn pattern(&self) -> String {
        match self {
            BlockRule::Network(network) if network.prefix_len() == network.max_prefix_len() => {
                network.addr().to_string()
            }
            BlockRule::Network(network) => network.to_string(),
            BlockRule::Email(email) => email.clone(),
            BlockRule::EmailHost(host) => format!("@{host}"),
            BlockRule::Words(words) => words.join(" "),
            BlockRule::Host(host) => host.clone(),
        }
    }
}

/// Returns whether the words are a single letter (with its marks) or a single digit.
fn is_letter(words: &[String]) -> bool {
    matches!(words, [word] if fold(word).chars().nth(1).is_none())
}

fn network(text: &str) -> Result<IpNet, BlockRuleError> {
    let network = match text.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => IpNet::from(IpAddr::V4(address)),
        Ok(IpAddr::V6(address)) => Ipv6Net::new(address, 64).map_err(|_| BlockRuleError::NotAnAddress)?.into(),
        Err(_) => text.parse().map_err(|_| BlockRuleError::NotAnAddress)?,
    };
    let (v4, v6) = WIDEST;
    match network {
        IpNet::V4(network) if network.prefix_len() < v4 => Err(BlockRuleError::TooWide),
        IpNet::V6(network) if network.prefix_len() < v6 => Err(BlockRuleError::TooWide),
        network => Ok(network.trunc()),
    }
}

fn email(text: &str) -> Result<BlockRule, BlockRuleError> {
    match text.rsplit_once('@') {
        Some(("" | "*", domain)) => Ok(BlockRule::EmailHost(domain_of(domain)?)),
        Some((local, domain)) if !local.contains(char::is_whitespace) => {
            domain_of(domain)?;
            Ok(BlockRule::Email(text.to_owned()))
        }
        _ => Err(BlockRuleError::NotAnEmail),
    }
}

/// Checks the domain of an email address and returns it unchanged. Comments store email addresses as typed, not in
/// ASCII, so rules do too.
fn domain_of(text: &str) -> Result<String, BlockRuleError> {
    match url::Host::parse(text) {
        Ok(url::Host::Domain(domain)) if domain.contains('.') && !domain.ends_with('.') => Ok(text.to_owned()),
        _ => Err(BlockRuleError::NotAnEmail),
    }
}

/// Returns the host of a URL, or of a host name with or without a path or a leading `*.`.
fn host(text: &str) -> Option<String> {
    let text = text.trim_start_matches("*.").trim_start_matches('.');
    let url = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    let url = Url::parse(&url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    super::message::host(url.as_str()).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::RuleSet;
    use crate::screening::message::Message;
    use crate::text::comment::render;

    fn rule(kind: BlockRuleKind, text: &str) -> BlockRule {
        BlockRule::parse(kind, text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    fn blocks(kind: BlockRuleKind, text: &str, body: &str) -> bool {
        let html = render(body).html;
        let message = Message::read("Lan Anh", "lan@thu.example.org", &html, Some("192.0.2.7"));
        RuleSet::new(vec![rule(kind, text)]).find(&message).is_some()
    }

    #[test]
    fn patterns_are_canonical() {
        use BlockRuleKind::{Address, Email, Host, Word};
        for (kind, typed, pattern) in [
            (Address, " 192.0.2.7 ", "192.0.2.7"),
            (Address, "192.0.2.7/24", "192.0.2.0/24"),
            (Address, "::ffff:192.0.2.7", "192.0.2.7"),
            (Address, "2001:db8::7", "2001:db8::/64"),
            (Email, "LAN@Example.org", "lan@example.org"),
            (Email, "*@Example.org", "@example.org"),
            (Email, "@công.vn", "@công.vn"),
            (Word, "  Vay   TIỀN! ", "vay tiền"),
            (Host, "https://www.Vay.example/a?b", "vay.example"),
            (Host, "*.vay.example", "vay.example"),
            (Host, "tín-dụng.vn", "xn--tn-dng-3va3942d.vn"),
            (Host, ".xyz", "xyz"),
        ] {
            let rule = rule(kind, typed);
            assert_eq!(rule.pattern(), pattern);
            assert_eq!(rule.kind(), kind);
            assert_eq!(BlockRule::parse(kind, pattern), Ok(rule), "{pattern} is read as it was");
        }
    }

    #[test]
    fn invalid_rules_are_rejected() {
        use BlockRuleKind::{Address, Email, Host, Word};
        for (kind, typed, fault) in [
            (Address, "", BlockRuleError::Empty),
            (Address, "192.0.2", BlockRuleError::NotAnAddress),
            (Address, "0.0.0.0/0", BlockRuleError::TooWide),
            (Address, "2001::/8", BlockRuleError::TooWide),
            (Email, "lan", BlockRuleError::NotAnEmail),
            (Email, "@", BlockRuleError::NotAnEmail),
            (Email, "@vn", BlockRuleError::NotAnEmail),
            (Word, "?!", BlockRuleError::Empty),
            (Word, " a! ", BlockRuleError::TooShort),
            (Word, "Ở", BlockRuleError::TooShort),
            (Word, "o\u{31b}\u{309}", BlockRuleError::TooShort),
            (Host, "vay tiền", BlockRuleError::NotAHost),
            (Host, "javascript://x", BlockRuleError::NotAHost),
            (Word, &"ơ".repeat(MAX_LENGTH + 1), BlockRuleError::TooLong),
        ] {
            assert_eq!(BlockRule::parse(kind, typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn ip_and_email_rules_match() {
        for rule in ["192.0.2.7", "192.0.2.0/24"] {
            assert!(blocks(BlockRuleKind::Address, rule, "Hay"), "{rule}");
        }
        assert!(!blocks(BlockRuleKind::Address, "192.0.2.8", "Hay"));
        for rule in ["lan@thu.example.org", "@thu.example.org", "@example.org"] {
            assert!(blocks(BlockRuleKind::Email, rule, "Hay"), "{rule}");
        }
        for rule in ["an@thu.example.org", "@hu.example.org", "lan@example.org"] {
            assert!(!blocks(BlockRuleKind::Email, rule, "Hay"), "{rule}");
        }
    }

    #[test]
    fn word_rules_match_whole_consecutive_words() {
        let word = |rule: &str, body: &str| blocks(BlockRuleKind::Word, rule, body);
        assert!(word("vay tiền", "Ai cần VAY, TIỀN có ngay") && word("vay tiền", "vay tien nhanh"));
        assert!(word("vay tien", "váy tiên"), "a rule without marks means all");
        assert!(!word("vay tiền", "tiền vay") && !word("vay", "vayne") && !word("vay tiền", "vay"));
        assert!(word("anh", "Hay"), "names count");
        assert!(!word("lồn", "lớn lên") && word("lồn", "LỒN"));
    }

    #[test]
    fn disguised_words_match() {
        let word = |rule: &str, body: &str| blocks(BlockRuleKind::Word, rule, body);
        for body in [
            "v\u{200b}ay ti\u{200b}ền",
            "ｖａｙ tiền",
            "v\u{ad}ay ti\u{ad}ền",
            "va\u{2060}y tiề\u{2060}n",
            "vay tiề\u{34f}n",
            "v\u{430}y tiền",
            "vay tiề\u{fe0f}n",
            "v.a.y t.i.ề.n",
            "**v**ay t_i_ền",
            "v a y t i ề n",
            "v-a-y tiền",
            "V.ay tiền",
            "v\u{336}a\u{336}y tiền",
            "ᴠᴀʏ tiền",
            "VАY TIỀN",
        ] {
            assert!(word("vay tiền", &format!("Ai cần {body} không")), "{body:?}");
        }
        assert!(word("casino", "vào c4s1n0 nhé") && word("sex", "s3x") && word("slot", "chơi 5l0t"));
        assert!(!word("lo", "gọi 1o0 10") && !word("oi", "090 1234"));
        assert!(word("lừa", "Đồ l.ừ.a đảo") && word("lừa", "l ừ a") && word("sex", "xem ѕех đi") && word("hòa", "hoà"));
    }

    #[test]
    fn similar_words_do_not_match() {
        let word = |rule: &str, body: &str| blocks(BlockRuleKind::Word, rule, body);
        for (rule, body) in [
            ("vay tiền", "vay.Tiền"),
            ("tan", "Nguyễn T.An"),
            ("tam", "T. Am"),
            ("1800", "1.800 đồng"),
            ("oh", "Он пришёл"),
            ("com", "corn"),
            ("lừa", "lụa"),
            ("lừa", "l ừ ab"),
            ("lừa", "bl.ừ.a"),
            ("cóc", "có c"),
            ("ai", "a i"),
        ] {
            let expected = (rule, body) == ("vay tiền", "vay.Tiền");
            assert_eq!(word(rule, body), expected, "{rule} in {body}");
        }
    }

    #[test]
    fn host_rules_match_subdomains_and_plain_text() {
        let link = |rule, body| blocks(BlockRuleKind::Host, rule, body);
        assert!(link("vay.example", "xem https://www.a.vay.example/b"));
        assert!(
            link("vay.example", "vào [đây](http://vay.example) nhé") && link("vay.example", "vào Vay.example, nhé.")
        );
        assert!(!link("vay.example", "xem https://tranvay.example"));
        assert!(link("xyz", "xem https://a.xyz") && !link("vn", "tin.vn"));
    }
}

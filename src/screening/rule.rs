//! Rules that keep comments out: they go to spam, where a moderator can still find them.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv6Net};
use url::Url;

use super::message::words;
use crate::model::admin::block::{BlockFault, BlockKind};
use crate::text::fold;

/// The longest rule, in characters.
const LONGEST: usize = 254;

/// The widest networks that can be blocked, in bits.
const WIDEST: (u8, u8) = (8, 16);

/// One rule. Written by [`Rule::pattern`] and read by [`Rule::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Network(IpNet),
    /// Lower case.
    Email(String),
    /// The host of email addresses, with all hosts below it.
    EmailHost(String),
    /// Words in a row, in lower case.
    Words(Vec<String>),
    /// Where links lead, with all hosts below it.
    Host(String),
}

impl Rule {
    /// Reads what a moderator typed: an address may be any part of a URL's, an IPv6 address stands for its network of
    /// 64 bits, which is what one subscriber has (RFC 6177).
    pub fn parse(kind: BlockKind, text: &str) -> Result<Rule, BlockFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BlockFault::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(BlockFault::TooLong);
        }
        match kind {
            BlockKind::Address => network(text).map(Rule::Network),
            BlockKind::Email => email(&text.to_lowercase()),
            BlockKind::Word => match words(text) {
                words if words.is_empty() => Err(BlockFault::Empty),
                words if is_letter(&words) => Err(BlockFault::TooShort),
                words => Ok(Rule::Words(words)),
            },
            BlockKind::Host => host(text).map(Rule::Host).ok_or(BlockFault::NotAHost),
        }
    }

    pub fn kind(&self) -> BlockKind {
        match self {
            Rule::Network(_) => BlockKind::Address,
            Rule::Email(_) | Rule::EmailHost(_) => BlockKind::Email,
            Rule::Words(_) => BlockKind::Word,
            Rule::Host(_) => BlockKind::Host,
        }
    }

    /// The rule in one way of writing, however it was typed.
    pub fn pattern(&self) -> String {
        match self {
            Rule::Network(network) if network.prefix_len() == network.max_prefix_len() => network.addr().to_string(),
            Rule::Network(network) => network.to_string(),
            Rule::Email(email) => email.clone(),
            Rule::EmailHost(host) => format!("@{host}"),
            Rule::Words(words) => words.join(" "),
            Rule::Host(host) => host.clone(),
        }
    }
}

/// Whether words are a single letter, with its marks, or a single digit.
fn is_letter(words: &[String]) -> bool {
    matches!(words, [word] if fold(word).chars().nth(1).is_none())
}

fn network(text: &str) -> Result<IpNet, BlockFault> {
    let network = match text.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => IpNet::from(IpAddr::V4(address)),
        Ok(IpAddr::V6(address)) => Ipv6Net::new(address, 64).map_err(|_| BlockFault::NotAnAddress)?.into(),
        Err(_) => text.parse().map_err(|_| BlockFault::NotAnAddress)?,
    };
    let (v4, v6) = WIDEST;
    match network {
        IpNet::V4(network) if network.prefix_len() < v4 => Err(BlockFault::TooWide),
        IpNet::V6(network) if network.prefix_len() < v6 => Err(BlockFault::TooWide),
        network => Ok(network.trunc()),
    }
}

fn email(text: &str) -> Result<Rule, BlockFault> {
    match text.rsplit_once('@') {
        Some(("" | "*", domain)) => Ok(Rule::EmailHost(domain_of(domain)?)),
        Some((local, domain)) if !local.contains(char::is_whitespace) => {
            domain_of(domain)?;
            Ok(Rule::Email(text.to_owned()))
        }
        _ => Err(BlockFault::NotAnEmail),
    }
}

/// Email addresses are kept as they were typed, not in ASCII: so this is only a check.
fn domain_of(text: &str) -> Result<String, BlockFault> {
    match url::Host::parse(text) {
        Ok(url::Host::Domain(domain)) if domain.contains('.') && !domain.ends_with('.') => Ok(text.to_owned()),
        _ => Err(BlockFault::NotAnEmail),
    }
}

/// The host of anything that looks like a part of the web.
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

    fn rule(kind: BlockKind, text: &str) -> Rule {
        Rule::parse(kind, text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    fn blocks(kind: BlockKind, text: &str, body: &str) -> bool {
        let html = render(body).html;
        let message = Message::read("Lan Anh", "lan@thu.example.org", &html, Some("192.0.2.7"));
        RuleSet::new(vec![rule(kind, text)]).find(&message).is_some()
    }

    #[test]
    fn what_is_typed_is_written_in_one_way() {
        use BlockKind::{Address, Email, Host, Word};
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
            assert_eq!(Rule::parse(kind, pattern), Ok(rule), "{pattern} is read as it was");
        }
    }

    #[test]
    fn what_makes_no_rule_is_refused() {
        use BlockKind::{Address, Email, Host, Word};
        for (kind, typed, fault) in [
            (Address, "", BlockFault::Empty),
            (Address, "192.0.2", BlockFault::NotAnAddress),
            (Address, "0.0.0.0/0", BlockFault::TooWide),
            (Address, "2001::/8", BlockFault::TooWide),
            (Email, "lan", BlockFault::NotAnEmail),
            (Email, "@", BlockFault::NotAnEmail),
            (Email, "@vn", BlockFault::NotAnEmail),
            (Word, "?!", BlockFault::Empty),
            (Word, " a! ", BlockFault::TooShort),
            (Word, "Ở", BlockFault::TooShort),
            (Word, "o\u{31b}\u{309}", BlockFault::TooShort),
            (Host, "vay tiền", BlockFault::NotAHost),
            (Host, "javascript://x", BlockFault::NotAHost),
            (Word, &"ơ".repeat(LONGEST + 1), BlockFault::TooLong),
        ] {
            assert_eq!(Rule::parse(kind, typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn addresses_and_emails() {
        for rule in ["192.0.2.7", "192.0.2.0/24"] {
            assert!(blocks(BlockKind::Address, rule, "Hay"), "{rule}");
        }
        assert!(!blocks(BlockKind::Address, "192.0.2.8", "Hay"));
        for rule in ["lan@thu.example.org", "@thu.example.org", "@example.org"] {
            assert!(blocks(BlockKind::Email, rule, "Hay"), "{rule}");
        }
        for rule in ["an@thu.example.org", "@hu.example.org", "lan@example.org"] {
            assert!(!blocks(BlockKind::Email, rule, "Hay"), "{rule}");
        }
    }

    #[test]
    fn words_are_whole_and_in_a_row() {
        let word = |rule: &str, body: &str| blocks(BlockKind::Word, rule, body);
        assert!(word("vay tiền", "Ai cần VAY, TIỀN có ngay") && word("vay tiền", "vay tien nhanh"));
        assert!(word("vay tien", "váy tiên"), "a rule without marks means all");
        assert!(!word("vay tiền", "tiền vay") && !word("vay", "vayne") && !word("vay tiền", "vay"));
        assert!(word("anh", "Hay"), "names count");
        assert!(!word("lồn", "lớn lên") && word("lồn", "LỒN"));
    }

    #[test]
    fn words_are_seen_through_what_hides_them() {
        let word = |rule: &str, body: &str| blocks(BlockKind::Word, rule, body);
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
        assert!(word("lừa", "Đồ l.ừ.a đảo") && word("lừa", "l ừ a") && word("sex", "xem ѕех đi") && word("hòa", "hoà"));
    }

    #[test]
    fn words_are_not_seen_where_they_are_not() {
        let word = |rule: &str, body: &str| blocks(BlockKind::Word, rule, body);
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
    fn hosts_are_found_with_those_below_and_in_plain_text() {
        let link = |rule, body| blocks(BlockKind::Host, rule, body);
        assert!(link("vay.example", "xem https://www.a.vay.example/b"));
        assert!(
            link("vay.example", "vào [đây](http://vay.example) nhé") && link("vay.example", "vào Vay.example, nhé.")
        );
        assert!(!link("vay.example", "xem https://tranvay.example"));
        assert!(link("xyz", "xem https://a.xyz") && !link("vn", "tin.vn"));
    }
}

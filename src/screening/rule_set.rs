use std::collections::HashMap;

use ipnet::IpNet;
use unicode_normalization::UnicodeNormalization;

use super::block_rule::BlockRule;
use super::folded_letters::{Letters, Lookalikes};
use super::host_suffixes::HostSuffixes;
use super::message::Message;
use super::word_rules::WordRules;
use crate::text::invisible::is_ignorable;

/// Compiled rules. The cost of checking a comment does not depend on the number of rules, except for network rules.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<BlockRule>,
    networks: Vec<(usize, IpNet)>,
    emails: HashMap<String, usize>,
    email_hosts: HostSuffixes,
    words: WordRules,
    linked_hosts: HostSuffixes,
    /// Hosts that are also searched in plain text. Bare top-level domains are not, since they would match inside
    /// sentences.
    named_hosts: HostSuffixes,
}

impl RuleSet {
    /// Compiles rules. Their order decides which one is reported if several match.
    pub fn new(rules: Vec<BlockRule>) -> RuleSet {
        let words = WordRules::new(rules.iter().enumerate().filter_map(|(number, rule)| match rule {
            BlockRule::Words(words) => Some((number, words.as_slice())),
            _ => None,
        }));
        let (mut networks, mut emails) = (Vec::new(), HashMap::new());
        let (mut email_hosts, mut linked_hosts, mut named_hosts) =
            (HostSuffixes::default(), HostSuffixes::default(), HostSuffixes::default());
        for (number, rule) in rules.iter().enumerate() {
            match rule {
                BlockRule::Network(network) => networks.push((number, *network)),
                BlockRule::Email(email) => {
                    emails.entry(email.clone()).or_insert(number);
                }
                BlockRule::EmailHost(host) => email_hosts.add(host, number),
                BlockRule::Host(host) => {
                    linked_hosts.add(host, number);
                    if host.contains('.') {
                        named_hosts.add(host, number);
                    }
                }
                BlockRule::Words(_) => {}
            }
        }
        RuleSet { rules, networks, emails, email_hosts, words, linked_hosts, named_hosts }
    }

    /// Returns the first rule that matches a comment.
    pub fn find(&self, message: &Message) -> Option<&BlockRule> {
        if self.rules.is_empty() {
            return None;
        }
        let address = message.address.map(|address| address.to_canonical());
        let network =
            self.networks.iter().find(|(_, network)| address.is_some_and(|address| network.contains(&address)));
        let email_host = message.email.rsplit_once('@').and_then(|(_, host)| self.email_hosts.find(host));
        let name = Letters::readings(&message.display_name, Lookalikes::All);
        let said = Letters::readings(&message.spoken, Lookalikes::InLatinTexts);
        let broken = [
            network.map(|(number, _)| *number),
            self.emails.get(&message.email).copied(),
            email_host,
            name.iter().chain(&said).filter_map(|text| self.words.find(text)).min(),
            message.hosts.iter().filter_map(|host| self.linked_hosts.find(host)).min(),
            self.find_named(&message.text),
        ];
        broken.into_iter().flatten().min().and_then(|number| self.rules.get(number))
    }

    /// Returns the first host rule that matches a host in plain text, such as `vay.example` in "vào vay.example nhé".
    fn find_named(&self, text: &str) -> Option<usize> {
        let text: String = text.chars().filter(|c| !is_ignorable(*c)).nfkc().flat_map(char::to_lowercase).collect();
        let parts = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
        parts.filter_map(|part| self.named_hosts.find(part.trim_matches('.'))).min()
    }
}

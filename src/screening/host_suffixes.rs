use std::collections::HashMap;

/// Hosts, each with a rule number. Finds a host or any parent domain of it.
#[derive(Debug, Default)]
pub struct HostSuffixes {
    numbers: HashMap<String, usize>,
    longest: usize,
}

impl HostSuffixes {
    /// Adds a host. If it is added more than once, its lowest number counts.
    pub fn add(&mut self, host: &str, number: usize) {
        self.longest = self.longest.max(host.len());
        let known = self.numbers.entry(host.to_owned()).or_insert(number);
        *known = number.min(*known);
    }

    /// Returns the lowest number of the host and its parent domains. The time is bounded by the longest known host,
    /// however long `host` is.
    pub fn find(&self, host: &str) -> Option<usize> {
        let ends = host.rmatch_indices('.').map(|(point, _)| point + 1);
        let ends = ends.take_while(|start| host.len() - start <= self.longest).chain([0]);
        ends.filter_map(|start| self.numbers.get(&host[start..]).copied()).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subdomains_match() {
        let mut below = HostSuffixes::default();
        for (number, host) in ["xyz", "vay.example", "example", "vay.example"].into_iter().enumerate() {
            below.add(host, number);
        }
        assert_eq!(below.find("a.xyz"), Some(0));
        assert_eq!(below.find("vay.example"), Some(1));
        assert_eq!(below.find("a.b.vay.example"), Some(1));
        assert_eq!(below.find("tranvay.example"), Some(2));
        assert_eq!(below.find("xyz.vn"), None);
        assert_eq!(below.find(&format!("{}xyz", "a.".repeat(100_000))), Some(0));
    }
}

//! Parsing of a shortcode's attributes.

/// Named and unnamed values in order. Names are in lower case.
#[derive(Debug, Default, PartialEq)]
pub struct ShortcodeAttributes {
    named: Vec<(String, String)>,
    bare: Vec<String>,
}

impl ShortcodeAttributes {
    /// Parses the text after a shortcode's name.
    pub fn read(source: &str) -> Self {
        let mut attributes = Self::default();
        // Editors may have converted quotes to typographic ones or to entities.
        let mut source = source.to_owned();
        for quote in ["&#8220;", "&#8221;", "&#8243;", "&quot;", "“", "”", "″"] {
            source = source.replace(quote, "\"");
        }
        let mut rest = source.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_whitespace() || "=\"'".contains(c)).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let value = after.trim_start().strip_prefix('=').map(str::trim_start);
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
            rest = match value {
                // `[youtube=https://…]` has a value without a name.
                Some(value) if is_name || name.is_empty() => {
                    let (value, after) = take_value(value);
                    match name {
                        "" => attributes.bare.push(value.to_owned()),
                        name => attributes.named.push((name.to_ascii_lowercase(), value.to_owned())),
                    }
                    after
                }
                _ => {
                    let (value, after) = take_value(rest);
                    attributes.bare.push(value.to_owned());
                    after
                }
            }
            .trim_start();
        }
        attributes
    }

    /// Returns the value of a named attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Returns the first of these attributes that is set and not empty.
    pub fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().filter_map(|name| self.get(name)).find(|value| !value.is_empty())
    }

    /// Returns the first unnamed value.
    pub fn first_bare(&self) -> Option<&str> {
        self.bare.first().map(|value| value.trim())
    }

    /// Returns the first value that is a web URL, under any name.
    pub fn address(&self) -> Option<&str> {
        let named = self.named.iter().map(|(_, value)| value);
        let mut values = self.bare.iter().chain(named).map(|value| value.trim());
        values.find(|value| value.starts_with("http://") || value.starts_with("https://"))
    }
}

/// Splits off a value, which is quoted or ends at the next space.
fn take_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::ShortcodeAttributes;

    #[test]
    fn all_attribute_forms_are_parsed() {
        let read = ShortcodeAttributes::read(" ids=\"1,2\" Columns=4 title='a b' x = y https://a.example/?q=1 \"c d\"");
        assert_eq!(read.get("ids"), Some("1,2"));
        assert_eq!(read.get("columns"), Some("4"));
        assert_eq!(read.get("title"), Some("a b"));
        assert_eq!(read.get("x"), Some("y"));
        assert_eq!(read.bare, ["https://a.example/?q=1", "c d"]);
        assert_eq!(
            ShortcodeAttributes::read("=https://a.example/?v=1&w=2").address(),
            Some("https://a.example/?v=1&w=2")
        );
        assert_eq!(ShortcodeAttributes::read(" ids=&#8221;1,2&#8221;").get("ids"), Some("1,2"));
        assert_eq!(ShortcodeAttributes::read(" \" '").get("x"), None);
    }
}

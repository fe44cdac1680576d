//! Splits stored HTML into tags, comments and text without building a tree: WordPress content is well-formed only after
//! paragraphs and shortcodes have been added.

/// A token. The tokens together are the whole source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HtmlToken<'a> {
    Text(&'a str),
    /// `name` is as written; compare it case-insensitively.
    Tag {
        source: &'a str,
        name: &'a str,
        is_end: bool,
    },
    /// An element that is not tokenized further, with its content.
    Raw {
        source: &'a str,
        name: &'a str,
    },
    Comment(&'a str),
}

/// A tokenizer that takes linear time for any input: a failed search is not repeated.
pub struct HtmlTokenizer<'a> {
    source: &'a str,
    position: usize,
    raw: &'static [&'static str],
    unclosed: Vec<&'static str>,
    quotes_are_even: bool,
    comments_end: bool,
    tags_end: bool,
}

impl<'a> HtmlTokenizer<'a> {
    /// Creates a tokenizer. `raw` lists the elements to return as a whole, in lower case.
    pub fn new(source: &'a str, raw: &'static [&'static str]) -> Self {
        let unclosed = Vec::new();
        Self { source, position: 0, raw, unclosed, quotes_are_even: true, comments_end: true, tags_end: true }
    }

    /// Returns the tag, raw element or comment that starts with the `<` at `position`.
    pub fn markup_at(&mut self, position: usize) -> Option<HtmlToken<'a>> {
        let rest = self.source.get(position..)?;
        if rest.starts_with("<!--") {
            return self.comment(rest);
        }
        let inner = rest.strip_prefix('<')?;
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let length = inner.find(|next: char| !next.is_ascii_alphanumeric() && next != '-').unwrap_or(inner.len());
        let name = &inner[..length];
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let source = &rest[..self.tag_length(rest)?];
        if is_end || source.ends_with("/>") {
            return Some(HtmlToken::Tag { source, name, is_end });
        }
        let whole = self.raw_length(rest, name);
        Some(match whole {
            Some(length) => HtmlToken::Raw { source: &rest[..length], name },
            None => HtmlToken::Tag { source, name, is_end },
        })
    }

    fn comment(&mut self, rest: &'a str) -> Option<HtmlToken<'a>> {
        let end = if self.comments_end { rest.find("-->") } else { None };
        self.comments_end = end.is_some();
        Some(HtmlToken::Comment(&rest[..end? + 3]))
    }

    fn tag_length(&mut self, rest: &str) -> Option<usize> {
        if self.quotes_are_even {
            let mut quote = None;
            for (index, byte) in rest.bytes().enumerate() {
                match (byte, quote) {
                    (b'>', None) => return Some(index + 1),
                    (b'"' | b'\'', None) => quote = Some(byte),
                    (byte, Some(open)) if byte == open => quote = None,
                    _ => {}
                }
            }
            self.quotes_are_even = false;
        }
        let end = if self.tags_end { rest.find('>') } else { None };
        self.tags_end = end.is_some();
        Some(end? + 1)
    }

    fn raw_length(&mut self, rest: &str, name: &str) -> Option<usize> {
        let name = *self.raw.iter().find(|raw| raw.eq_ignore_ascii_case(name))?;
        if self.unclosed.contains(&name) {
            return None;
        }
        let close = format!("</{name}");
        let found = rest.as_bytes().windows(close.len()).position(|part| part.eq_ignore_ascii_case(close.as_bytes()));
        let end = found.and_then(|start| rest[start..].find('>').map(|end| start + end + 1));
        if end.is_none() {
            self.unclosed.push(name);
        }
        end
    }
}

impl<'a> Iterator for HtmlTokenizer<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        let start = self.position;
        if start >= self.source.len() {
            return None;
        }
        let mut from = start;
        while let Some(offset) = self.source[from..].find('<') {
            let place = from + offset;
            if place > start && !self.is_markup(place) {
                from = place + 1;
                continue;
            }
            if place > start {
                self.position = place;
                return Some(HtmlToken::Text(&self.source[start..place]));
            }
            if let Some(token) = self.markup_at(place) {
                self.position = place + token.source().len();
                return Some(token);
            }
            from = place + 1;
        }
        self.position = self.source.len();
        Some(HtmlToken::Text(&self.source[start..]))
    }
}

impl HtmlTokenizer<'_> {
    fn is_markup(&self, place: usize) -> bool {
        let next = self.source[place + 1..].trim_start_matches('/');
        next.starts_with(|next: char| next.is_ascii_alphabetic() || next == '!')
    }
}

impl<'a> HtmlToken<'a> {
    /// Returns the token's part of the source.
    pub fn source(&self) -> &'a str {
        match self {
            HtmlToken::Text(source) | HtmlToken::Comment(source) => source,
            HtmlToken::Tag { source, .. } | HtmlToken::Raw { source, .. } => source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &str) -> Vec<&str> {
        HtmlTokenizer::new(text, &["pre"]).map(|token| token.source()).collect()
    }

    #[test]
    fn the_tokens_are_the_whole_source() {
        assert_eq!(sources("a <b c='>'>d</b>"), ["a ", "<b c='>'>", "d", "</b>"]);
        assert_eq!(sources("<PRE><b></pre>x"), ["<PRE><b></pre>", "x"]);
        assert_eq!(sources("1 < 2 <!-- <b> --> y"), ["1 < 2 ", "<!-- <b> -->", " y"]);
        for broken in ["<", "<a", "<!--", "<pre>", "<a '", "</", "a<b<c<!--<pre", "<a x=\">\n<b>"] {
            assert_eq!(sources(broken).concat(), broken);
        }
    }

    #[test]
    fn unclosed_markup_takes_linear_time() {
        for part in ["<a '", "<!--", "<pre>", "<", "</", "<a"] {
            let text = part.repeat(200_000);
            assert_eq!(
                HtmlTokenizer::new(&text, &["pre"]).map(|token| token.source().len()).sum::<usize>(),
                text.len()
            );
        }
    }
}

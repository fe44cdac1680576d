/// Splits a list at delimiters outside of quoted strings (RFC 9110, section 5.6.4), from the last part to the first.
/// Reading from the end protects what a proxy has appended: an unclosed quote affects only the parts before it.
pub fn split_from_end(list: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let list = rest?;
        let end = find_last(list, delimiter);
        rest = end.map(|end| &list[..end]);
        Some(&list[end.map_or(0, |end| end + 1)..])
    })
}

/// Returns the index of the last delimiter outside of quoted strings.
fn find_last(list: &[u8], delimiter: u8) -> Option<usize> {
    let mut is_quoted = false;
    for (index, &byte) in list.iter().enumerate().rev() {
        match byte {
            b'"' if !is_quoted => is_quoted = true,
            b'"' => is_quoted = list[..index].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1,
            _ if byte == delimiter && !is_quoted => return Some(index),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_in_quoted_strings_do_not_split() {
        let split = |text: &'static str| {
            let parts = split_from_end(text.as_bytes(), b',');
            parts.map(|part| std::str::from_utf8(part).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(split(""), [""]);
        assert_eq!(split("a,b,"), ["", "b", "a"]);
        assert_eq!(split(r#"a,x="b,c",d"#), ["d", r#"x="b,c""#, "a"]);
        assert_eq!(split(r#"a,x="b\",c\\",d"#), ["d", r#"x="b\",c\\""#, "a"]);
        // An unclosed quote does not affect what follows.
        assert_eq!(split(r#"for="evil, for=192.0.2.1"#)[0], " for=192.0.2.1");
        assert_eq!(split(r#"for="evil\, for="[2001:db8::1]";proto=https"#)[0], r#" for="[2001:db8::1]";proto=https"#);
    }
}

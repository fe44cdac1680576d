/// A text that somebody has typed, in quotation marks; one that begins with such stays as it is.
pub fn quote(typed: &str) -> String {
    match typed.starts_with(['"', '“', '”', '„', '«']) {
        true => typed.to_owned(),
        false => format!("“{typed}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_quoted_twice() {
        assert_eq!(quote("công nghiệp"), "“công nghiệp”");
        assert_eq!(quote("\"công nghiệp\""), "\"công nghiệp\"");
    }
}

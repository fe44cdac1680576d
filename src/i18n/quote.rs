use crate::model::direction::isolate;

/// Puts typed text in quotation marks, unless it starts with one.
pub fn quote(typed: &str) -> String {
    match typed.starts_with(['"', '“', '”', '„', '«']) {
        true => typed.to_owned(),
        false => format!("“{}”", isolate(typed)),
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

//! Email address validation.

/// Returns whether this looks like an email address: similar to `<input type=email>` (WHATWG HTML), but with a dot in
/// the domain and letters of any script.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')' | '\\');
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    !local.is_empty() && local.chars().all(plain) && domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_recognised() {
        for good in ["a@b.vn", "a.b+c@d-e.f.vn", "lan@công-nghiệp.vn"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["a", "@b.vn", "a@", "a@b", "a@.vn", "a@b.vn.", "a b@c.vn", "a@-b.vn", "a@b@c.vn", "<a@b.vn>"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}

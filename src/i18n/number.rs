//! Number formats: 12.345 in Vietnamese, 12,345 in English.

/// Formats a number in Vietnamese.
pub fn vi(number: i64) -> String {
    group(number, '.')
}

/// Formats a number in English.
pub fn en(number: i64) -> String {
    group(number, ',')
}

/// Formats a count in English with the singular or plural of a noun.
pub fn count_of(count: i64, one: &str, many: &str) -> String {
    format!("{} {}", en(count), if count == 1 { one } else { many })
}

fn group(number: i64, mark: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = if number < 0 { "-".to_owned() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!([0, 7, 999, 1234, 1_234_567, -12_345].map(vi), ["0", "7", "999", "1.234", "1.234.567", "-12.345"]);
        assert_eq!(en(100_000), "100,000");
    }

    #[test]
    fn singular_and_plural_differ() {
        let posts = |count| count_of(count, "post", "posts");
        assert_eq!([0, 1, 2, 21, 20_000].map(posts), ["0 posts", "1 post", "2 posts", "21 posts", "20,000 posts"]);
    }
}

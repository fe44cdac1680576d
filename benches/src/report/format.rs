use crate::figures::{Spread, Unit};
use crate::targets::{Bound, Target};

/// Formats a number with about three significant digits.
pub fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 1000.0 => thousands(value.round()),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// Formats thousands, as in `12,345`.
fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}

pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::PerSecond => "/s",
        Unit::Milliseconds => " ms",
        Unit::Ratio => "×",
        Unit::Kilobytes => " KB",
        Unit::Mebibytes => " MiB",
    }
}

/// Formats `least – most`, if there was more than one round.
pub fn range(spread: &Spread) -> String {
    match spread.rounds {
        0 | 1 => String::new(),
        _ => format!("{} – {}", number(spread.least), number(spread.most)),
    }
}

pub fn bound(target: &Target) -> String {
    let (sign, value) = match target.bound {
        Bound::AtLeast(value) => ("≥", value),
        Bound::AtMost(value) => ("≤", value),
    };
    // Targets are round numbers, so they are printed unformatted.
    format!("{sign} {}{}", value, unit(target.unit))
}

pub fn verdict(target: &Target) -> &'static str {
    match target.is_met() {
        Some(true) => "met",
        Some(false) => "not met",
        None => "not measured",
    }
}

pub fn measured(target: &Target) -> String {
    target.measured.map_or_else(|| "–".to_owned(), |value| number(value) + unit(target.unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_they_are_worth() {
        for (value, text) in [
            (0.934, "0.93"),
            (12.34, "12.3"),
            (123.4, "123"),
            (1234.5, "1,235"),
            (9_876_543.0, "9,876,543"),
            (-2.0, "-2.00"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}

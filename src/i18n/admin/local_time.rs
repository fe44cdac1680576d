use crate::model::language::Language;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Formats a local time such as `2026-11-23T14:05` as the server formats times to the minute. A text of another form is
/// returned unchanged.
pub fn format_local_time(local: &str, language: Language) -> String {
    let numbers = local.split(['-', 'T', ':']).map(str::parse::<usize>).collect::<Result<Vec<_>, _>>();
    let Ok([year, month @ 1..=12, day, hour, minute]) = numbers.as_deref() else { return local.to_owned() };
    match language {
        Language::Vi => format!("{hour:02}:{minute:02}, {day}/{month}/{year}"),
        Language::En => format!("{day} {} {year}, {hour:02}:{minute:02}", MONTHS[month - 1]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};
    use crate::i18n::date::{DateStyle, format};

    #[test]
    fn times_have_the_form_of_the_server() {
        let mut site = load(&Overrides::default(), |_| None).unwrap().site;
        for language in [Language::Vi, Language::En] {
            site.language = language;
            let on_server = format(1_740_940_200_000, DateStyle::Minute, &site).text;
            assert_eq!(format_local_time("2025-03-03T01:30", language), on_server);
        }
        for wrong in ["", "2025-13-03T01:30", "3/3/2025", "2025-03-03T01:30:09"] {
            assert_eq!(format_local_time(wrong, Language::Vi), wrong);
        }
    }
}

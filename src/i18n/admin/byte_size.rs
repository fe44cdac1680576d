use crate::model::language::Language;

/// Formats a number of bytes: `84,2 MB`. Units are decimal, as in file managers.
pub fn byte_size(bytes: u64, language: Language) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    // In tenths, since integer arithmetic keeps the client small.
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let comma = match language {
        Language::Vi => ',',
        Language::En => '.',
    };
    format!("{}{comma}{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!(byte_size(999, Language::Vi), "999 B");
        assert_eq!(byte_size(1_250, Language::Vi), "1,2 KB");
        assert_eq!(byte_size(84_210_000, Language::En), "84.2 MB");
        assert_eq!(byte_size(999_990, Language::En), "999.9 KB");
        assert_eq!(byte_size(2_000_000_000_000_000, Language::En), "2000.0 TB");
    }
}

use leptos::prelude::*;

/// Dark enough for white letters on them (WCAG AA).
const COLOURS: [&str; 8] = ["#0b5a49", "#8a1c4a", "#1d4a86", "#7a4300", "#4b3f8f", "#8c2f1b", "#2f5d1f", "#35566b"];

/// Renders initials on a coloured circle. No third-party avatar service is requested, for privacy.
#[component]
pub fn Avatar(#[prop(into)] name: String) -> impl IntoView {
    let sum = name.chars().fold(0u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(letter as u32));
    view! {
        <svg class="avatar" viewBox="0 0 44 44" aria-hidden="true">
            <circle cx="22" cy="22" r="22" fill=COLOURS[sum as usize % COLOURS.len()]></circle>
            <text x="22" y="22">{initials(&name)}</text>
        </svg>
    }
}

/// Returns the first letters of the last two words: in a Vietnamese name, the middle and the given name. The style
/// sheet capitalizes them, because case tables would enlarge the client.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = &words[words.len().saturating_sub(2)..];
    last.iter().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric())).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_last_two_words() {
        assert_eq!(initials("Nguyễn Thị Hường"), "TH");
        assert_eq!(initials("lan"), "l");
        assert_eq!(initials("Đỗ Ưng"), "ĐƯ");
        assert_eq!(initials(" … "), "");
    }
}

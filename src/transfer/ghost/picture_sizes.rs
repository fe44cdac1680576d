/// Where Ghost has its smaller versions of a picture: `/content/images/size/w600/format/webp/2024/01/a.jpg`.
const SIZES: &str = "/content/images/size/";

/// Replaces the addresses of smaller pictures in a text by those of the original.
pub fn drop_sizes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(SIZES) {
        let start = place + "/content/images/".len();
        out.push_str(&rest[..start]);
        rest = &rest[place + SIZES.len()..];
        rest = rest.split_once('/').map_or(rest, |(_, after)| after);
        if let Some((_, after)) = rest.strip_prefix("format/").and_then(|rest| rest.split_once('/')) {
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::drop_sizes;

    #[test]
    fn the_original_is_named() {
        let text = "<img src=\"/content/images/size/w600/2024/01/a.jpg\"> /content/images/size/w30/format/webp/b.png";
        assert_eq!(drop_sizes(text), "<img src=\"/content/images/2024/01/a.jpg\"> /content/images/b.png");
        assert_eq!(drop_sizes("/content/images/a.jpg"), "/content/images/a.jpg");
        assert_eq!(drop_sizes("/content/images/size/"), "/content/images/");
    }
}

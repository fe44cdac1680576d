//! The style sheet of a site's identity, which pages load after ours. It contains only what differs from the default.

use std::fmt::Write;

use crate::config::IdentitySettings;
use crate::model::identity::{Color, DARK, Density, HeaderStyle, LIGHT, Logo, SiteIdentity, Typeface};

const CENTERED: &str = include_str!("../../../style/identity/centered.css");
const COMPACT: &str = include_str!("../../../style/identity/compact.css");
const DENSE: &str = include_str!("../../../style/identity/dense.css");
const FOOTER: &str = include_str!("../../../style/identity/footer.css");
const LOGO: &str = include_str!("../../../style/identity/logo.css");
const LOGO_DARK: &str = include_str!("../../../style/identity/logo_dark.css");
const BE_VIETNAM_PRO: &str = include_str!("../../../style/identity/face_be_vietnam_pro.css");
const BITTER: &str = include_str!("../../../style/identity/face_bitter.css");
const NEWSREADER_HEADLINE: &str = include_str!("../../../style/identity/face_newsreader_headline.css");
const NOTO_SERIF: &str = include_str!("../../../style/identity/face_noto_serif.css");

/// The font of pages with the default typeface.
const NEWSREADER: &str = "/fonts/newsreader.c24f27f0.woff2";

/// Elements in the typeface of headlines.
const HEADLINES: &str = "h1, h2, h3, h4, .masthead > .title, .footer .name, .adjacent .headline";

/// Returns the style sheet, without comments. Empty if nothing differs from the default.
pub fn write(settings: &IdentitySettings, identity: &SiteIdentity) -> String {
    let (headline, text) = (settings.headline_face, settings.text_face);
    let mut css = String::new();
    if text != Typeface::Newsreader {
        css += face_css(text);
    }
    if headline != text {
        css += if headline == Typeface::Newsreader { NEWSREADER_HEADLINE } else { face_css(headline) };
    }
    if text != Typeface::Newsreader {
        let _ = writeln!(css, ":root {{ --serif: {}; }}", family(text));
    }
    if headline != text {
        let headline = match headline {
            Typeface::Newsreader => {
                "\"Newsreader Headline\", \"Newsreader Times\", \"Newsreader Noto\", Georgia, serif"
            }
            headline => family(headline),
        };
        let _ = writeln!(css, "{HEADLINES} {{ font-family: {headline}; }}");
    }
    if let Some(accent) = settings.accent {
        css += &accent_css(accent);
    }
    css += match settings.header {
        HeaderStyle::Standard => "",
        HeaderStyle::Centered => CENTERED,
        HeaderStyle::Compact => COMPACT,
    };
    if settings.density == Density::Compact {
        css += DENSE;
    }
    if let Some(Logo { dark, .. }) = &identity.logo {
        let _ = writeln!(css, ":root {{ --logo-height: {}px; }}", settings.logo_height);
        css += LOGO;
        css += if dark.is_some() { LOGO_DARK } else { "" };
    }
    if identity.footer.has_details() {
        css += FOOTER;
    }
    let css = without_comments(&css);
    match settings.css.as_str().trim() {
        "" => css,
        own => format!("{css}{own}\n"),
    }
}

/// Returns the font files that are needed first, if they are not those of the default.
pub fn fonts(settings: &IdentitySettings) -> Vec<String> {
    let (headline, text) = (settings.headline_face, settings.text_face);
    if headline == Typeface::Newsreader && text == Typeface::Newsreader {
        return Vec::new();
    }
    let text = if text == Typeface::Newsreader { NEWSREADER } else { files(face_css(text)).next().unwrap_or_default() };
    let headline = match headline {
        Typeface::Newsreader => files(NEWSREADER_HEADLINE).next(),
        headline => files(face_css(headline)).nth(1),
    };
    [Some(text), headline].into_iter().flatten().map(str::to_owned).collect()
}

/// Lists the font files of a style sheet: upright, bold, italic.
fn files(css: &'static str) -> impl Iterator<Item = &'static str> {
    css.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next())
}

fn face_css(face: Typeface) -> &'static str {
    match face {
        Typeface::Newsreader => "",
        Typeface::NotoSerif => NOTO_SERIF,
        Typeface::Bitter => BITTER,
        Typeface::BeVietnamPro => BE_VIETNAM_PRO,
    }
}

/// Returns the families of a typeface: the font, system fonts with its metrics, and others.
fn family(face: Typeface) -> &'static str {
    match face {
        Typeface::Newsreader => "var(--serif)",
        Typeface::NotoSerif => "\"Noto Serif Web\", \"Noto Serif Web Times\", \"Noto Serif Web Noto\", Georgia, serif",
        Typeface::Bitter => "Bitter, \"Bitter Times\", \"Bitter Noto\", Georgia, serif",
        Typeface::BeVietnamPro => "\"Be Vietnam Pro\", \"Be Vietnam Pro Arial\", system-ui, sans-serif",
    }
}

/// Returns the accent of both themes. Only for screens: on paper, links are black.
fn accent_css(accent: Color) -> String {
    let (light, dark) = (LIGHT.readable(accent), DARK.readable(accent));
    let (light_strong, dark_strong) = (LIGHT.stronger(light), DARK.stronger(dark));
    format!(
        "@media screen {{ :root {{ --accent: light-dark({light}, {dark}); \
         --accent-strong: light-dark({light_strong}, {dark_strong}); }} }}\n"
    )
}

/// Removes the comments of our own files, in which no string contains `/*`.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest += part.split_once("*/").map_or("", |(_, after)| after.trim_start());
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, OwnCss, load};

    fn settings() -> IdentitySettings {
        load(&Overrides::default(), |_| None).unwrap().identity
    }

    #[test]
    fn the_default_has_no_style_sheet() {
        assert_eq!(write(&settings(), &SiteIdentity::default()), "");
        assert!(fonts(&settings()).is_empty());
    }

    #[test]
    fn each_choice_is_styled_and_the_own_rules_are_last() {
        let mut settings = settings();
        settings.accent = "#ffcc00".parse().ok();
        settings.header = HeaderStyle::Compact;
        settings.density = Density::Compact;
        settings.css = OwnCss::try_from("/* mine */ .post { color: red }".to_owned()).unwrap();
        let css = write(&settings, &SiteIdentity::default());
        assert!(
            css.contains("--accent: light-dark(") && css.contains(".masthead.compact") && css.contains("--space-8")
        );
        assert!(css.ends_with("/* mine */ .post { color: red }\n") && css.matches("/*").count() == 1, "{css}");
        OwnCss::try_from(css).unwrap();
    }

    #[test]
    fn all_pairs_of_typefaces_have_their_fonts() {
        let faces = [Typeface::Newsreader, Typeface::NotoSerif, Typeface::Bitter, Typeface::BeVietnamPro];
        for (headline, text) in faces.into_iter().flat_map(|a| faces.map(|b| (a, b))).skip(1) {
            let settings = IdentitySettings { headline_face: headline, text_face: text, ..settings() };
            let css = write(&settings, &SiteIdentity::default());
            OwnCss::try_from(css.clone()).unwrap();
            let mut bytes = 0;
            for font in fonts(&settings) {
                bytes += std::fs::metadata(format!("public{font}")).unwrap().len();
                assert!(font == NEWSREADER || css.contains(&font), "{headline:?} {text:?} {font}");
            }
            assert!(bytes <= 60 * 1024, "{headline:?} {text:?} {bytes}");
        }
    }
}

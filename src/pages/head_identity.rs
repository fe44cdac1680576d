use leptos::prelude::*;

use crate::model::address::paths;
use crate::model::identity::{IconSize, SiteIdentity};

/// The font of the default typeface. `style/base.css` names it, too.
const DEFAULT_FONT: &str = "/fonts/newsreader.c24f27f0.woff2";

/// The elements of the head that depend on the identity.
pub struct HeadIdentity {
    /// Fonts that are needed first.
    pub fonts: AnyView,
    /// The style sheet of the identity.
    pub style: AnyView,
    /// Icons and manifest.
    pub icons: AnyView,
}

impl HeadIdentity {
    /// Renders the elements.
    pub fn of(identity: &SiteIdentity) -> HeadIdentity {
        let fonts = match identity.fonts.as_slice() {
            [] => vec![DEFAULT_FONT.to_owned()],
            fonts => fonts.to_vec(),
        };
        let fonts = fonts.into_iter().map(|font| {
            view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous" /> }
        });
        let path = identity.style_path.clone();
        let style = (!path.is_empty()).then(|| view! { <link rel="stylesheet" href=path /> });
        HeadIdentity {
            fonts: fonts.collect_view().into_any(),
            style: style.into_any(),
            icons: identity.icon.map_or_else(default_icons, icons_of),
        }
    }
}

fn default_icons() -> AnyView {
    view! {
        <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
    }
    .into_any()
}

fn icons_of(picture: i64) -> AnyView {
    let icon = |size: IconSize| {
        let sizes = format!("{0}x{0}", size.pixels());
        view! { <link rel="icon" href=size.path(picture) r#type="image/png" sizes=sizes /> }
    };
    view! {
        {icon(IconSize::Tab)}
        {icon(IconSize::Favicon)}
        <link rel="apple-touch-icon" href=IconSize::Touch.path(picture) />
        <link rel="manifest" href=paths::MANIFEST />
    }
    .into_any()
}

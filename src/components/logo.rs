use leptos::prelude::*;

use crate::model::identity::{Logo, LogoPicture};

/// Renders the logo in place of the title. The style sheet of the identity shows the picture for the theme; the other
/// one is not loaded.
#[component]
pub fn LogoImage(logo: Logo) -> impl IntoView {
    let Logo { light, dark, alt } = logo;
    let dark = dark.map(|picture| {
        let LogoPicture { path, width, height } = picture;
        view! { <img class="logo on-dark" src=path width=width height=height alt=alt.clone() loading="lazy" /> }
    });
    view! {
        <img class="logo on-light" src=light.path width=light.width height=light.height alt=alt />
        {dark}
    }
}

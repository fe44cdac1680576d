use leptos::prelude::*;

use crate::model::identity::SocialNetwork;

/// An icon of the footer, drawn in lines as the others are. `None` is the feed.
#[component]
pub fn ProfileIcon(network: Option<SocialNetwork>) -> impl IntoView {
    let path = match network {
        Some(SocialNetwork::Facebook) => {
            "M13.500 21v-8h3l.5-3.500h-3.500V7.500q0-1.500 1.500-1.500h2V3h-3q-4 0-4 4v2.500H7V13h3v8z"
        }
        Some(SocialNetwork::Zalo) => "M4 4h16v13h-9l-5 4v-4H4zM9 7.500h6L9 13.500h6",
        Some(SocialNetwork::YouTube) => "M5 5h14q2 0 2 2v10q0 2-2 2H5q-2 0-2-2V7q0-2 2-2zM10 9l5 3-5 3z",
        Some(SocialNetwork::TikTok) => "M14 3v12.500a4 4 0 1 1-4-4M14 3q0 5 5 5.500",
        Some(SocialNetwork::X) => "M5 4l14 16M19 4L5 20",
        Some(SocialNetwork::Instagram) => {
            "M8 4h8a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4zM12 8.500a3.500 3.500 0 1 0 .1 0M16.500 7.400h.2"
        }
        Some(SocialNetwork::Telegram) => "M21 4L3 11l6 2.500L11 20l3-4 5 3zM9 13.500L17 7.500",
        None => "M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8M5 17.500a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    };
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round">
            <path d=path></path>
        </svg>
    }
}

use leptos::prelude::*;

/// The icons of the admin. They are line drawings in a 24 by 24 viewBox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Home,
    Post,
    Page,
    Comment,
    Picture,
    Term,
    FrontPage,
    Menu,
    Slot,
    Appearance,
    Users,
    Settings,
    Backup,
    More,
    Outside,
    Session,
    Theme,
    LogOut,
    Add,
    Download,
    Key,
    Done,
    Search,
    Down,
    Back,
    Close,
    Bold,
    Italic,
    Heading,
    Link,
    Quote,
    List,
    Numbered,
    Code,
    Undo,
    Redo,
    Check,
    Clock,
    Lock,
    Trash,
    Edit,
    Up,
    In,
    Out,
    Upload,
    Sound,
    Film,
}

impl Icon {
    fn paths(self) -> &'static str {
        match self {
            Icon::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
            Icon::Post => "M5 3h10l4 4v14H5zM8 9h5M8 13h8M8 17h8",
            Icon::Page => "M5 3h14v18H5zM9 8h6",
            Icon::Comment => "M4 5h16v11h-9l-5 4v-4H4z",
            Icon::Picture => "M3 5h18v14H3zM7 10a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4 18l6-5 3 2 4-4 4 4",
            Icon::Term => "M3 12V4h8l10 10-8 8zM6.500 8.500a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
            Icon::FrontPage => "M3 4h18v16H3zM3 9h18M6 12h7v5H6zM16 12h2M16 16h2",
            Icon::Menu => "M4 6h16M4 12h16M4 18h10",
            Icon::Slot => "M3 4h18v5H3zM3 13h10M3 17h10M17 13h4v7h-4z",
            Icon::Appearance => "M4 4h16v6H4zM12 10v4M10 14h4v7h-4z",
            Icon::Users => {
                "M5.500 8a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M3 20c0-4 3-6 6-6s6 2 6 6M15.500 5a3.500 3.500 0 0 1 0 6\
                 M17 14.500c2.500.800 4 2.700 4 5.500"
            }
            Icon::Settings => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
            }
            Icon::Backup => {
                "M5 6a7 3 0 1 0 14 0a7 3 0 1 0-14 0M5 6v12c0 1.700 3 3 7 3s7-1.300 7-3V6M5 12c0 1.700 3 3 7 3s7-1.300 7-3"
            }
            Icon::More => "M4 12h2M11 12h2M18 12h2",
            Icon::Outside => "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
            Icon::Session => "M4 5h16v11H4zM9 20h6",
            Icon::Theme => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 3v18",
            Icon::LogOut => "M14 4H5v16h9M10 12h10M16 8l4 4-4 4",
            Icon::Add => "M12 5v14M5 12h14",
            Icon::Download => "M12 4v12M7 11l5 5 5-5M4 20h16",
            Icon::Done => "M5 12l5 5L19 7",
            Icon::Key => "M4 14a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11 11l8-8M16 6l3 3",
            Icon::Search => "M5 11a6 6 0 1 0 12 0a6 6 0 1 0-12 0M16 16l4 4",
            Icon::Down => "M6 9l6 6 6-6",
            Icon::Back => "M15 6l-6 6 6 6",
            Icon::Close => "M6 6l12 12M18 6L6 18",
            Icon::Bold => "M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z",
            Icon::Italic => "M10 4h8M6 20h8M14 4l-4 16",
            Icon::Heading => "M6 4v16M18 4v16M6 12h12",
            Icon::Link => "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
            Icon::Quote => "M10 7c-4 1-5 4-5 10h5v-6H7M20 7c-4 1-5 4-5 10h5v-6h-3",
            Icon::List => "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
            Icon::Numbered => "M10 6h10M10 12h10M10 18h10M4 4h1.500v5M4 14h3l-3 4h3",
            Icon::Code => "M8 7l-5 5 5 5M16 7l5 5-5 5",
            Icon::Undo => "M9 7H15a5 5 0 0 1 0 10H8M9 3L5 7l4 4",
            Icon::Redo => "M15 7H9a5 5 0 0 0 0 10h7M15 3l4 4-4 4",
            Icon::Check => "M5 12l5 5L19 7",
            Icon::Clock => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 7v5l3 2",
            Icon::Lock => "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
            Icon::Trash => "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
            Icon::Edit => "M4 20l1-4L16 5l3 3L8 19z",
            Icon::Up => "M6 15l6-6 6 6",
            Icon::In => "M4 5v14M9 12h11M15 7l5 5-5 5",
            Icon::Out => "M20 5v14M15 12H4M9 7l-5 5 5 5",
            Icon::Upload => "M12 16V4M7 9l5-5 5 5M4 20h16",
            Icon::Sound => {
                "M9 18V6l10-2v12M4 18a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0M14 16a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0"
            }
            Icon::Film => "M3 5h18v14H3zM10 9l5 3-5 3z",
        }
    }
}

/// Renders an icon. It is hidden from screen readers, since the label beside it says the same.
#[component]
pub fn IconImage(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.paths()></path>
        </svg>
    }
}

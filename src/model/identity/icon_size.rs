use crate::model::address::paths;

/// A size of the site's icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconSize {
    /// Of browser tabs.
    Tab,
    /// Of search results.
    Favicon,
    /// Of the home screen of Apple's systems, opaque, since they show black behind transparent parts.
    Touch,
    /// Of the web app manifest.
    Small,
    Large,
    /// With a margin, since systems cut it to a circle (W3C Manifest, section on purposes of icons).
    Maskable,
}

impl IconSize {
    /// All sizes.
    pub const ALL: [IconSize; 6] =
        [IconSize::Tab, IconSize::Favicon, IconSize::Touch, IconSize::Small, IconSize::Large, IconSize::Maskable];

    /// Returns width and height in pixels.
    pub fn pixels(self) -> u32 {
        match self {
            IconSize::Tab => 32,
            IconSize::Favicon => 96,
            IconSize::Touch => 180,
            IconSize::Small => 192,
            IconSize::Large | IconSize::Maskable => 512,
        }
    }

    /// Returns the path of the icon in this size that is made of a picture of the library.
    pub fn path(self, picture: i64) -> String {
        let name = match self {
            IconSize::Maskable => "maskable".to_owned(),
            size => size.pixels().to_string(),
        };
        format!("{}{picture}-{name}.png", paths::ICONS)
    }
}

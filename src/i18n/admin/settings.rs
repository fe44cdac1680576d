/// The words of this page.
pub struct SettingsTexts {
    pub title: &'static str,
}

pub const VI: SettingsTexts = SettingsTexts { title: "Cài đặt" };

pub const EN: SettingsTexts = SettingsTexts { title: "Settings" };

/// The words of this page.
pub struct MediaTexts {
    pub title: &'static str,
}

pub const VI: MediaTexts = MediaTexts { title: "Hình ảnh" };

pub const EN: MediaTexts = MediaTexts { title: "Pictures" };

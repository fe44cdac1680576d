/// The words of this page.
pub struct EditorTexts {
    pub title: &'static str,
}

pub const VI: EditorTexts = EditorTexts { title: "Soạn bài" };

pub const EN: EditorTexts = EditorTexts { title: "Editor" };

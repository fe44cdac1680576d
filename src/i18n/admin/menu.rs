/// The words of this page.
pub struct MenuTexts {
    pub title: &'static str,
}

pub const VI: MenuTexts = MenuTexts { title: "Trình đơn" };

pub const EN: MenuTexts = MenuTexts { title: "Menu" };

/// Texts of the controls that turn and cut a picture.
pub struct PictureToolsTexts {
    pub title: &'static str,
    /// What is cut: left, right, top, bottom.
    pub edges: [&'static str; 4],
    pub cut: &'static str,
    pub turn_left: &'static str,
    pub turn_right: &'static str,
    pub done: &'static str,
}

/// The Vietnamese texts.
pub const VI: PictureToolsTexts = PictureToolsTexts {
    title: "Cắt và xoay",
    edges: ["Bỏ bên trái (%)", "Bỏ bên phải (%)", "Bỏ phía trên (%)", "Bỏ phía dưới (%)"],
    cut: "Cắt",
    turn_left: "Xoay trái",
    turn_right: "Xoay phải",
    done: "Đã lưu thành ảnh mới. Ảnh cũ vẫn còn trong thư viện.",
};

/// The English texts.
pub const EN: PictureToolsTexts = PictureToolsTexts {
    title: "Crop and rotate",
    edges: ["Cut on the left (%)", "Cut on the right (%)", "Cut at the top (%)", "Cut at the bottom (%)"],
    cut: "Crop",
    turn_left: "Rotate left",
    turn_right: "Rotate right",
    done: "Saved as a new picture. The old one is still in the library.",
};

/// Texts of the controls that turn and cut a picture.
pub struct PictureToolsTexts {
    pub title: &'static str,
    /// What is cut: left, right, top, bottom.
    pub edges: [&'static str; 4],
    pub cut: &'static str,
    pub turn_left: &'static str,
    pub turn_right: &'static str,
    pub done: &'static str,
    /// Says where the focal point is: percent from the left and from the top.
    pub focal_point: fn(u8, u8) -> String,
    pub focal_hint: &'static str,
}

/// The Vietnamese texts.
pub const VI: PictureToolsTexts = PictureToolsTexts {
    title: "Cắt và xoay",
    edges: ["Bỏ bên trái (%)", "Bỏ bên phải (%)", "Bỏ phía trên (%)", "Bỏ phía dưới (%)"],
    cut: "Cắt",
    turn_left: "Xoay trái",
    turn_right: "Xoay phải",
    done: "Đã lưu thành ảnh mới. Ảnh cũ vẫn còn trong thư viện.",
    focal_point: |x, y| format!("Điểm chính của ảnh: {x}% từ trái, {y}% từ trên"),
    focal_hint: "Bấm vào chỗ quan trọng nhất, hoặc dùng phím mũi tên: chỗ ấy luôn còn khi ảnh bị cắt cho vừa khung.",
};

/// The English texts.
pub const EN: PictureToolsTexts = PictureToolsTexts {
    title: "Crop and rotate",
    edges: ["Cut on the left (%)", "Cut on the right (%)", "Cut at the top (%)", "Cut at the bottom (%)"],
    cut: "Crop",
    turn_left: "Rotate left",
    turn_right: "Rotate right",
    done: "Saved as a new picture. The old one is still in the library.",
    focal_point: |x, y| format!("Focal point: {x}% from the left, {y}% from the top"),
    focal_hint: "Click on what matters most, or use the arrow keys: it stays visible where the picture is cropped.",
};

use crate::i18n::number::count_of;

/// Texts of the controls that turn and cut a picture.
pub struct PictureToolsTexts {
    pub title: &'static str,
    /// What is cut: left, right, top, bottom.
    pub edges: [&'static str; 4],
    /// Begins cutting.
    pub start_cut: &'static str,
    pub cut: &'static str,
    pub crop_hint: &'static str,
    /// Says how much two opposite edges may cut together, in percent.
    pub too_much: fn(u8) -> String,
    /// Asks before the file changes in so many posts.
    pub question: fn(i64) -> String,
    pub agree: &'static str,
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
    start_cut: "Cắt…",
    cut: "Cắt",
    crop_hint: "Kéo cạnh hoặc góc của khung, kéo giữa khung để dời; hoặc chọn một cạnh rồi dùng phím mũi tên.",
    too_much: |most| format!("Hai cạnh đối nhau chỉ bỏ được nhiều nhất {most}% cộng lại."),
    question: |count| {
        format!("Tệp này đang dùng ở {count} nơi. Đổi là đổi ở cả {count} nơi, và người đọc thấy ngay ở bài đã đăng.")
    },
    agree: "Đổi ở mọi nơi",
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
    start_cut: "Crop…",
    cut: "Crop",
    crop_hint: "Drag an edge or corner of the frame, or its middle to move it; or choose an edge and use the arrow keys.",
    too_much: |most| format!("Two opposite edges can cut {most}% together at most."),
    question: |count| {
        let places = count_of(count, "place", "places");
        format!("This file is used in {places}. All of them change, and readers of published posts see it at once.")
    },
    agree: "Change everywhere",
    turn_left: "Rotate left",
    turn_right: "Rotate right",
    done: "Saved as a new picture. The old one is still in the library.",
    focal_point: |x, y| format!("Focal point: {x}% from the left, {y}% from the top"),
    focal_hint: "Click on what matters most, or use the arrow keys: it stays visible where the picture is cropped.",
};

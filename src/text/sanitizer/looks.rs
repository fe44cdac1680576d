//! The looks that imported blocks had in another editor, as classes: inline styles are not allowed.

/// All looks. `style/looks.css` shows them, `editor/src/schema/looks.ts` has the same list.
#[rustfmt::skip]
pub const LOOKS: &[&str] = &[
    // Parts of the width, in percent: of columns, buttons and media beside text.
    "look-width-10", "look-width-15", "look-width-20", "look-width-25", "look-width-30", "look-width-33",
    "look-width-35", "look-width-40", "look-width-45", "look-width-50", "look-width-55", "look-width-60",
    "look-width-65", "look-width-66", "look-width-70", "look-width-75", "look-width-80", "look-width-85",
    "look-width-90", "look-width-100",
    // Arrangement: how what is in a block stands beside or below each other.
    "look-row", "look-nowrap", "look-stack", "look-grid", "look-unstacked", "look-center", "look-right",
    "look-between", "look-left", "look-top", "look-middle", "look-bottom", "look-media-right", "look-fill",
    // Backgrounds.
    "look-tint", "look-tint-red", "look-tint-amber", "look-tint-green", "look-tint-blue", "look-tint-purple",
    "look-dark",
    // Covers: how much of the picture is covered, in percent, and which side of it stays visible.
    "look-dim-0", "look-dim-10", "look-dim-20", "look-dim-30", "look-dim-40", "look-dim-50", "look-dim-60",
    "look-dim-70", "look-dim-80", "look-dim-90", "look-dim-100", "look-light", "look-low", "look-tall",
    "look-backdrop", "look-crop-left", "look-crop-right", "look-crop-top", "look-crop-bottom",
    // Pictures.
    "look-ratio-1-1", "look-ratio-4-3", "look-ratio-3-4", "look-ratio-3-2", "look-ratio-2-3", "look-ratio-16-9",
    "look-ratio-9-16", "look-rounded", "look-uncropped",
    // Buttons, rules, tables.
    "look-outline", "look-wide", "look-dots", "look-stripes", "look-fixed",
];

/// What the class of every look begins with.
pub const LOOK: &str = "look-";

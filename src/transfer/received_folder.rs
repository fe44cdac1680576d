/// The beginning of the name of a folder with received files.
pub const FOLDER: &str = ".longan-import-";

/// How much of an entry is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// What others may refer to, and the addresses of pictures.
    First,
    /// Everything.
    Second,
}

use super::folded_letters::{FoldedLetter, Gap, Letters};

/// Words in a row that are looked for, whatever is done to hide them.
#[derive(Clone, Debug)]
pub struct Phrase {
    letters: Letters,
    /// Where each word begins in the letters, and where the last one ends.
    bounds: Vec<usize>,
}

impl Phrase {
    /// `None` when there is no letter in it.
    pub fn new(words: &[String]) -> Option<Phrase> {
        let letters = Letters::of_rule(&words.join(" "));
        let starts =
            letters.letters.iter().enumerate().filter(|(number, letter)| *number == 0 || letter.gap != Gap::None);
        let mut bounds: Vec<usize> = starts.map(|(number, _)| number).collect();
        bounds.push(letters.letters.len());
        (!letters.letters.is_empty()).then_some(Phrase { letters, bounds })
    }

    /// The letters that have to be there, without marks.
    pub fn plain(&self) -> &str {
        &self.letters.plain
    }

    /// Whether the letters of a text that begin at this byte, and are the same without marks, are these words.
    pub fn is_at(&self, text: &Letters, start: usize) -> bool {
        let place = |letter: usize| {
            let offset = self.letters.letters.get(letter).map_or(self.letters.plain.len(), |letter| letter.start);
            text.find(start + offset)
        };
        let bounds: Option<Vec<usize>> = self.bounds.iter().map(|bound| place(*bound)).collect();
        let Some(bounds) = bounds else { return false };
        let is_bound =
            |place: &usize| *place == 0 || text.letters.get(*place).is_none_or(|letter| letter.gap != Gap::None);
        bounds.iter().all(is_bound)
            && bounds.windows(2).zip(self.bounds.windows(2)).all(|(found, wanted)| {
                let (found, wanted) = (&text.letters[found[0]..found[1]], &self.letters.letters[wanted[0]..wanted[1]]);
                is_spelled_alike(found, wanted) && is_one_word(found)
            })
    }
}

/// Whether words that are the same without marks are meant to be the same. Marks that the moderator typed tell words apart
/// (`lớn` is not `lồn`), and may be left out by who comments, since that is how they would get around the rule. Without
/// marks, all are meant.
pub fn is_spelled_alike(found: &[FoldedLetter], wanted: &[FoldedLetter]) -> bool {
    let is_plain = |word: &[FoldedLetter]| word.iter().all(|letter| !letter.is_marked);
    let bases = |word: &[FoldedLetter]| word.iter().map(|letter| letter.base).collect::<Vec<_>>();
    let tones = |word: &[FoldedLetter]| word.iter().filter_map(|letter| letter.tone).collect::<Vec<_>>();
    is_plain(found) || is_plain(wanted) || (bases(found) == bases(wanted) && tones(found) == tones(wanted))
}

/// The fewest letters that make a word when spaces stand between them: "x y" may be two things.
const SPACED: usize = 3;

/// Whether letters make one word, though something stands between them: signs, as in "v.ay" and "t_i_ền", or between all
/// letters spaces, as in "v a y". Nothing like it happens to digits: they make other numbers. Nor is what follows an initial
/// part of it, as in "T.An".
fn is_one_word(word: &[FoldedLetter]) -> bool {
    let inner = &word[1..];
    if inner.iter().all(|letter| letter.gap == Gap::None) {
        return true;
    }
    if !word.iter().all(|letter| letter.base.is_alphabetic()) {
        return false;
    }
    if inner.iter().all(|letter| letter.gap != Gap::None) {
        return word.len() >= SPACED || inner.iter().all(|letter| letter.gap != Gap::Space);
    }
    let is_initial = |place: usize| {
        inner[place].gap == Gap::Point
            && inner[place].is_capital
            && word[place].is_capital
            && (place == 0 || word[place].gap != Gap::None)
    };
    inner.iter().enumerate().all(|(place, letter)| letter.gap != Gap::Space && !is_initial(place))
}

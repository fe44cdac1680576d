use super::folded_letters::{FoldedLetter, Gap, Letters};

/// Consecutive words to find in a text, even if they are disguised.
#[derive(Clone, Debug)]
pub struct Phrase {
    letters: Letters,
    /// The index of each word's first letter, and the end of the last word.
    bounds: Vec<usize>,
}

impl Phrase {
    /// Prepares words. `None` if they have no letter.
    pub fn new(words: &[String]) -> Option<Phrase> {
        let letters = Letters::of_rule(&words.join(" "));
        let starts =
            letters.letters.iter().enumerate().filter(|(number, letter)| *number == 0 || letter.gap != Gap::None);
        let mut bounds: Vec<usize> = starts.map(|(number, _)| number).collect();
        bounds.push(letters.letters.len());
        (!letters.letters.is_empty()).then_some(Phrase { letters, bounds })
    }

    /// Returns the letters without marks, for the automaton.
    pub fn plain(&self) -> &str {
        &self.letters.plain
    }

    /// Returns whether the phrase occurs at this byte offset of [`Letters::plain`], where the letters without marks are
    /// the same.
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

/// Returns whether two spellings with the same plain letters mean the same word. Marks that the moderator typed
/// distinguish words (`lớn` is not `lồn`), but a commenter may leave out all of them, which is how they would evade the
/// rule. A rule without marks matches every spelling.
pub fn is_spelled_alike(found: &[FoldedLetter], wanted: &[FoldedLetter]) -> bool {
    let is_plain = |word: &[FoldedLetter]| word.iter().all(|letter| !letter.is_marked);
    let bases = |word: &[FoldedLetter]| word.iter().map(|letter| letter.base).collect::<Vec<_>>();
    let tones = |word: &[FoldedLetter]| word.iter().filter_map(|letter| letter.tone).collect::<Vec<_>>();
    is_plain(found) || is_plain(wanted) || (bases(found) == bases(wanted) && tones(found) == tones(wanted))
}

/// The minimum number of letters in a word spaced out like "v a y"; two letters, as in "x y", may be two things.
const SPACED: usize = 3;

/// Returns whether letters form one word in spite of the gaps in it: other characters as in "v.ay" and "t_i_ền", or
/// spaces between all letters as in "v a y". Digits do not, since separated digits are other numbers. An initial is not
/// part of the word after it, as in "T.An".
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

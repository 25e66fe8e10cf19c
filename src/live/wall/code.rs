//! The code by which a screen in the room asks for the wall: six letters, good once, for five minutes (decision 55).

use chrono::TimeDelta;

use crate::kit::secret::Secret;
use crate::kit::vault::Vault;

/// How long a code is good, and then how long its screen waits for staff.
pub(super) const LASTS: TimeDelta = TimeDelta::minutes(5);
/// Consonants that nobody takes for another letter or a digit; without vowels, no code is a word.
const LETTERS: &[u8; 16] = b"BCDFGHJKMNPRTWXZ";
/// The letters on the same keys of a Persian keyboard, in the order of [`LETTERS`].
const SAME_KEYS: [char; 16] = ['ذ', 'ز', 'ی', 'ب', 'ل', 'ا', 'ت', 'ن', 'پ', 'د', 'ح', 'ق', 'ف', 'ص', 'ط', 'ظ'];
const LENGTH: usize = 6;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WallCode(String);

impl WallCode {
    pub fn random() -> Self {
        Self((0..LENGTH).map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())])).collect())
    }

    /// Reads a code in either case, with or without gaps, also typed on a Persian keyboard. None if no code looks like this.
    pub fn parse(typed: &str) -> Option<Self> {
        let letter = |typed: char| {
            let latin = u8::try_from(typed.to_ascii_uppercase()).ok().and_then(|byte| LETTERS.iter().position(|letter| *letter == byte));
            let at = latin.or_else(|| SAME_KEYS.iter().position(|key| *key == typed))?;
            Some(char::from(LETTERS[at]))
        };
        let typed: Vec<char> = typed.chars().filter(|one| one.is_alphanumeric()).collect();
        let code: String = typed.iter().filter_map(|one| letter(*one)).collect();
        (typed.len() == LENGTH && code.len() == LENGTH).then_some(Self(code))
    }

    /// The secret of the token. It is keyed: a plain hash of six letters could be undone by trying them all.
    pub fn secret(&self, vault: &Vault) -> Option<Secret> {
        let tag: String = vault.tag("wall code", &self.0).iter().map(|byte| format!("{byte:02x}")).collect();
        Secret::parse(&tag)
    }

    /// In two groups, as it is read aloud.
    pub fn grouped(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{first} {second}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = WallCode("BCDFGH".to_owned());
        for typed in ["BCDFGH", "bcd fgh", " Bcd-fGh ", "ذزیبلا", &code.grouped()] {
            assert_eq!(WallCode::parse(typed), Some(code.clone()), "{typed}");
        }
        for typed in ["", "BCDFG", "BCDFGHJ", "BCDFGA", "BCDFG1", "BCDFGÖ"] {
            assert_eq!(WallCode::parse(typed), None, "{typed}");
        }
        let drawn = WallCode::random();
        assert_eq!(WallCode::parse(&drawn.0), Some(drawn));
    }
}

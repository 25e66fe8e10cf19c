//! How many know a concern too, as far as that may be told: who did is never shown, and no single answer can be read off a figure.

use crate::key;
use crate::kit::locale::{Locale, Message};

/// From so many on a number is told.
pub const NUMBER_FROM: usize = 3;
/// So many who are present must not have said so, for a number to be told.
pub const NOT_SAID: usize = 2;

/// What a telling counted. The words follow from it, so that they are the same on every screen, whenever they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndorsementCount {
    pub phones: usize,
    /// Answers on paper cards.
    pub cards: usize,
    /// Members who were present and could have said so: all but the author.
    pub others: usize,
}

/// The words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndorsementWords {
    /// Nobody has said so yet; or so few are here that whoever did would be known.
    NotYet,
    /// One or two.
    Someone,
    /// Three or more, of whom only one or two by phone: whoever counted the cards could subtract.
    Several,
    /// Just so many.
    Number(usize),
    /// Three or more, and hardly anybody did not.
    Many,
}

impl EndorsementWords {
    /// The words in a language.
    pub fn message(self, locale: Locale) -> Message {
        match self {
            Self::NotYet => locale.message(key!("concern-told-not-yet")),
            Self::Someone => locale.message(key!("concern-told-someone")),
            Self::Several => locale.message(key!("concern-told-several")),
            Self::Number(n) => locale.message(key!("concern-told-number")).arg("n", n),
            Self::Many => locale.message(key!("concern-told-many")),
        }
    }
}

impl EndorsementCount {
    /// Counts `present` members, of whom one is taken to be the author. It always is one: were it only when the author is there, the
    /// threshold would tell of a concern without a name whether its author is.
    pub fn now(phones: usize, cards: usize, present: usize) -> Self {
        Self { phones, cards, others: present.saturating_sub(1) }
    }

    /// The words that may be told of it.
    pub fn words(self) -> EndorsementWords {
        let all = self.phones + self.cards;
        if all == 0 || self.others < NOT_SAID {
            EndorsementWords::NotYet
        } else if all < NUMBER_FROM {
            EndorsementWords::Someone
        } else if self.others.saturating_sub(all) < NOT_SAID {
            EndorsementWords::Many
        } else if self.cards > 0 && self.phones < NUMBER_FROM {
            EndorsementWords::Several
        } else {
            EndorsementWords::Number(all)
        }
    }

    /// The next telling after `before`. Nothing that was told gets smaller. One answer more is not told by itself: it would coincide
    /// with whoever touched their phone. Whoever came later is not counted among those who did not say so.
    pub fn after(self, before: Option<Self>) -> Self {
        let Some(before) = before else { return self };
        let rises = before.phones == 0 || self.phones >= before.phones + 2;
        Self {
            phones: if rises { self.phones.max(before.phones) } else { before.phones },
            cards: self.cards.max(before.cards),
            others: self.others.min(before.others),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(phones: usize, cards: usize, others: usize) -> EndorsementCount {
        EndorsementCount { phones, cards, others }
    }

    #[test]
    fn one_or_two_are_words_and_three_a_number_only_when_two_did_not_say_so() {
        for (phones, others, told) in [
            (0, 7, EndorsementWords::NotYet),
            (1, 7, EndorsementWords::Someone),
            (2, 7, EndorsementWords::Someone),
            (3, 7, EndorsementWords::Number(3)),
            (5, 7, EndorsementWords::Number(5)),
            (6, 7, EndorsementWords::Many),
            (7, 7, EndorsementWords::Many),
            (3, 5, EndorsementWords::Number(3)),
            (3, 4, EndorsementWords::Many),
            (3, 3, EndorsementWords::Many),
            // More answers than there are people left: some have gone home.
            (5, 3, EndorsementWords::Many),
            (2, 2, EndorsementWords::Someone),
            // With the author alone, or with one other, whoever said so would be known.
            (1, 1, EndorsementWords::NotYet),
            (1, 0, EndorsementWords::NotYet),
        ] {
            assert_eq!(heard(phones, 0, others).words(), told, "{phones} of {others}");
        }
    }

    #[test]
    fn the_author_is_taken_off_those_present_whoever_they_are() {
        assert_eq!(EndorsementCount::now(3, 0, 6), heard(3, 0, 5));
        assert_eq!(EndorsementCount::now(3, 0, 6).words(), EndorsementWords::Number(3));
        assert_eq!(EndorsementCount::now(3, 0, 5).words(), EndorsementWords::Many);
        assert_eq!(EndorsementCount::now(0, 0, 0).others, 0);
    }

    #[test]
    fn who_counted_the_cards_cannot_subtract_one_or_two_phones() {
        for (phones, cards, told) in [
            (0, 2, EndorsementWords::Someone),
            (1, 1, EndorsementWords::Someone),
            (0, 3, EndorsementWords::Several),
            (1, 2, EndorsementWords::Several),
            (2, 4, EndorsementWords::Several),
            (3, 1, EndorsementWords::Number(4)),
            (4, 4, EndorsementWords::Number(8)),
            (5, 4, EndorsementWords::Many),
        ] {
            assert_eq!(heard(phones, cards, 10).words(), told, "{phones} phones, {cards} cards");
        }
    }

    #[test]
    fn what_was_told_never_gets_smaller() {
        let first = heard(4, 0, 8);
        for withdrawn in 0..4 {
            assert_eq!(heard(withdrawn, 0, 8).after(Some(first)), first, "{withdrawn}");
        }
        assert_eq!(heard(3, 0, 8).after(Some(heard(3, 2, 8))), heard(3, 2, 8), "nor do cards");
    }

    #[test]
    fn no_answer_is_told_by_itself() {
        let first = heard(3, 0, 9);
        assert_eq!(heard(4, 0, 9).after(Some(first)).words(), EndorsementWords::Number(3));
        assert_eq!(heard(5, 0, 9).after(Some(first)).words(), EndorsementWords::Number(5));
        // "Someone" stands for one or two, so the third makes a number only after two more.
        assert_eq!(heard(3, 0, 9).after(Some(heard(2, 0, 9))).words(), EndorsementWords::Someone);
        assert_eq!(heard(3, 0, 9).after(Some(heard(1, 0, 9))).words(), EndorsementWords::Number(3));
        assert_eq!(
            heard(1, 0, 9).after(Some(heard(0, 0, 9))).words(),
            EndorsementWords::Someone,
            "of nothing there is nothing to read off"
        );
        assert_eq!(heard(4, 0, 9).after(None), heard(4, 0, 9));
    }

    #[test]
    fn latecomers_do_not_turn_many_into_a_number() {
        let first = heard(3, 0, 4);
        assert_eq!(first.words(), EndorsementWords::Many);
        assert_eq!(heard(3, 0, 9).after(Some(first)).words(), EndorsementWords::Many);
        assert_eq!(heard(3, 0, 4).after(Some(heard(3, 0, 9))).words(), EndorsementWords::Many, "and whoever leaves may");
    }
}

//! What changed between two wordings, word by word, and between two versions, article by article.

use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use super::{Article, LineId};
use crate::kit::i18n::Locale;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, with their spaces.
    pub text: String,
    /// Whether the other wording lacks it.
    pub marked: bool,
}

/// The differences between two wordings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The earlier wording; what it loses is marked.
    pub before: Vec<Piece>,
    /// The later wording; what it gains is marked.
    pub after: Vec<Piece>,
}

impl Diff {
    pub fn of(before: &str, after: &str) -> Self {
        let mut diff = Self::default();
        for change in TextDiff::from_words(before, after).iter_all_changes() {
            match change.tag() {
                ChangeTag::Equal => {
                    push(&mut diff.before, change.value(), false);
                    push(&mut diff.after, change.value(), false);
                }
                ChangeTag::Delete => push(&mut diff.before, change.value(), true),
                ChangeTag::Insert => push(&mut diff.after, change.value(), true),
            }
        }
        bridge(&mut diff.before);
        bridge(&mut diff.after);
        diff
    }
}

fn push(pieces: &mut Vec<Piece>, text: &str, marked: bool) {
    match pieces.last_mut() {
        Some(last) if last.marked == marked => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), marked }),
    }
}

/// Marks a space between two marked stretches, so that a reader sees one stretch.
fn bridge(pieces: &mut Vec<Piece>) {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = std::mem::take(pieces).into_iter().peekable();
    while let Some(piece) = rest.next() {
        let between = joined.last().is_some_and(|last| last.marked) && rest.peek().is_some_and(|next| next.marked);
        let marked = piece.marked || (between && piece.text.trim().is_empty());
        push(&mut joined, &piece.text, marked);
    }
    *pieces = joined;
}

/// How one article changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleChange {
    /// New in the later version.
    Added(String),
    /// Missing from the later version.
    Removed(String),
    /// Other words.
    Reworded(Diff),
    /// Another place; holds its place before, from 1.
    Moved(usize, String),
    /// Unchanged.
    Same(String),
}

/// How each article changed, with its place in the later version.
pub type Changes = Vec<(Option<usize>, ArticleChange)>;

/// Compares two versions: the later version's articles with their place from 1, then the removed ones.
pub fn between(before: &[Article], after: &[Article], locale: Locale) -> Changes {
    let was = |line: LineId| before.iter().position(|article| article.line == line);
    let unmoved = |list: &[Article], other: &[Article]| -> Vec<LineId> {
        list.iter().map(|one| one.line).filter(|line| other.iter().any(|one| one.line == *line)).collect()
    };
    // Of the articles in both versions, as few as possible count as moved: one that another passed has not moved.
    let (earlier, later) = (unmoved(before, after), unmoved(after, before));
    let mut moved = later.clone();
    for op in capture_diff_slices(Algorithm::Myers, &earlier, &later) {
        if let DiffOp::Equal { old_index, len, .. } = op {
            moved.retain(|line| !earlier[old_index..old_index + len].contains(line));
        }
    }
    let mut all = Vec::with_capacity(after.len());
    for (place, article) in (1..).zip(after) {
        let text = article.words.text(locale);
        let change = match was(article.line) {
            None => ArticleChange::Added(text),
            Some(at) if before[at].words != article.words => ArticleChange::Reworded(Diff::of(&before[at].words.text(locale), &text)),
            Some(at) if moved.contains(&article.line) => ArticleChange::Moved(at + 1, text),
            Some(_) => ArticleChange::Same(text),
        };
        all.push((Some(place), change));
    }
    let left = before.iter().filter(|article| !after.iter().any(|one| one.line == article.line));
    all.extend(left.map(|article| (None, ArticleChange::Removed(article.words.text(locale)))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charter::{ArticleText, Starter};

    fn show(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn a_change_is_shown_word_by_word_in_both_languages() {
        let diff = Diff::of(
            "We come on time. After ten minutes the door is closed.",
            "We come on time. A latecomer comes in quietly and is welcome.",
        );
        assert!(show(&diff.before).starts_with("We come on time. [After ten minutes"), "{}", show(&diff.before));
        assert!(show(&diff.after).starts_with("We come on time. [A latecomer"), "{}", show(&diff.after));
        let diff = Diff::of("سر وقت می‌آییم.", "سر وقت می‌آییم و آرام.");
        assert_eq!(show(&diff.after), "سر وقت [می‌آییم و آرام.]");
    }

    #[test]
    fn both_wordings_are_kept_whole() {
        for (one, other) in [("", "a b"), ("a b", ""), ("a\nb  c", "a\n\nc d"), ("x", "x")] {
            let diff = Diff::of(one, other);
            let whole = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
            assert_eq!((whole(&diff.before).as_str(), whole(&diff.after).as_str()), (one, other));
        }
    }

    #[test]
    fn versions_are_compared_article_by_article() {
        let [a, b, c] = ["a", "b", "c"].map(Article::own);
        let reworded = Article { words: ArticleText::Own("bb".to_owned()), ..b.clone() };
        let adopted = Article { line: LineId::random(), words: ArticleText::Starter(Starter::Hope) };
        let changes = between(&[a.clone(), b, c.clone()], &[c.clone(), reworded, adopted], Locale::En);
        assert_eq!(changes[0].0, Some(1));
        assert!(matches!(&changes[1], (Some(2), ArticleChange::Reworded(_))));
        assert!(matches!(&changes[2], (Some(3), ArticleChange::Added(_))));
        assert_eq!(changes[3], (None, ArticleChange::Removed("a".to_owned())));
        // When one article moves, those that it passed have not moved.
        let d = Article::own("d");
        let last_comes_first = between(&[a.clone(), c.clone(), d.clone()], &[d.clone(), a.clone(), c.clone()], Locale::En);
        assert_eq!(last_comes_first[0], (Some(1), ArticleChange::Moved(3, "d".to_owned())));
        assert!(last_comes_first[1..].iter().all(|(_, change)| matches!(change, ArticleChange::Same(_))));
        let first_goes_last = between(&[d.clone(), a.clone(), c.clone()], &[a.clone(), c.clone(), d], Locale::En);
        assert_eq!(first_goes_last[2], (Some(3), ArticleChange::Moved(1, "d".to_owned())));
        assert!(first_goes_last[..2].iter().all(|(_, change)| matches!(change, ArticleChange::Same(_))));
        // When one article is removed, those behind it have not moved.
        let after = between(&[a.clone(), c.clone()], &[c], Locale::En);
        assert!(matches!(&after[0], (Some(1), ArticleChange::Same(_))));
    }
}

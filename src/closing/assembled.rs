//! What the session offers for its closing: sections of lines. The therapist may copy each line into the summary; none goes in by itself.
//! [`of`] holds one section for each source: a title, and a line for each item with a remark below it.

use sqlx::PgConnection;

use super::Content;
use crate::brainstorm::{self, BoardState, shortlist};
use crate::charter;
use crate::commitment::{self, CommitmentStatus};
use crate::concern;
use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::{Locale, Message, MessageKey};
use crate::kit::vault::Vault;
use crate::session::{Session, ShownCharter, attendance, shown};

/// Lines of one kind.
pub struct Section {
    pub title: MessageKey,
    pub lines: Vec<AssembledLine>,
}

/// One item of a section.
pub struct AssembledLine {
    /// Its words, which are what is copied.
    pub text: String,
    /// A remark below it.
    pub remark: Option<Message>,
    /// Whether the closing contains it already.
    pub inside: bool,
}

impl Section {
    fn new(title: MessageKey, lines: impl IntoIterator<Item = (String, Option<Message>)>, closing: &Content) -> Self {
        let line = |(text, remark): (String, Option<Message>)| AssembledLine { inside: closing.holds(&text), text, remark };
        Self { title, lines: lines.into_iter().map(line).collect() }
    }
}

/// The sections of a session, in the order of its stages, without empty ones.
pub async fn of(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    closing: &Content,
    locale: Locale,
) -> Result<Vec<Section>, Error> {
    let mut sections = vec![
        Section::new(key!("closing-from-people"), attendance_line(conn, vault, session, locale).await?, closing),
        Section::new(key!("closing-from-charter"), article(conn, vault, session, locale).await?.map(|text| (text, None)), closing),
        Section::new(key!("closing-from-concerns"), concerns(conn, vault, session, locale).await?, closing),
    ];
    let boards = brainstorm::store::of_session(conn, vault, session.id).await?;
    let mut questions = Vec::new();
    let mut ideas = Vec::new();
    let mut solutions = Vec::new();
    for (BoardState { id: board, .. }, question) in boards {
        let all = brainstorm::entry::store::of_board(conn, vault, board, false).await?;
        let shown: Vec<_> = all.into_iter().filter(|idea| idea.number.is_some() && !idea.withdrawn).filter_map(|idea| idea.text).collect();
        questions.push((question, Some(locale.message("closing-from-ideas-count").arg("n", shown.len()))));
        let kept = shortlist::store::kept(conn, vault, board).await?;
        solutions.extend(kept.into_iter().filter_map(|one| one.text).map(|text| (text, None)));
        ideas.extend(shown.into_iter().map(|text| (text, None)));
    }
    sections.push(Section::new(key!("closing-from-questions"), questions, closing));
    sections.push(Section::new(key!("closing-from-solutions"), solutions, closing));
    sections.push(Section::new(key!("closing-from-commitments"), commitments(conn, vault, session, locale).await?, closing));
    sections.push(Section::new(key!("closing-from-ideas"), ideas, closing));
    sections.retain(|section| !section.lines.is_empty());
    Ok(sections)
}

/// The concerns that were in the middle. Their remarks say no more about whose they are, and who knows them too, than the group was shown.
async fn concerns(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    locale: Locale,
) -> Result<Vec<(String, Option<Message>)>, Error> {
    let all = concern::store::in_the_middle_of(conn, vault, session).await?;
    Ok(all.into_iter().map(|one| (one.text, one.endorsements.map(|shown| shown.message(locale)))).collect())
}

/// The commitments that members take home: those they made themselves or accepted.
async fn commitments(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    locale: Locale,
) -> Result<Vec<(String, Option<Message>)>, Error> {
    let all = commitment::store::of_session(conn, vault, session.id).await?;
    let taken = all.into_iter().filter(|one| one.status == CommitmentStatus::Accepted);
    Ok(taken
        .filter_map(|one| {
            let owner = one.name.map(|name| locale.message("closing-from-commitment-of").arg("name", name));
            Some((one.what?, owner))
        })
        .collect())
}

/// How many members attended, in a sentence. A summary does not say who.
async fn attendance_line(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    locale: Locale,
) -> Result<Option<(String, Option<Message>)>, Error> {
    let present = attendance::came(&attendance::store::roll(conn, vault, session).await?);
    Ok((present > 0).then(|| (locale.message("closing-from-people-line").arg("n", present).bare(), None)))
}

/// The article of the charter that was shown to the group.
pub async fn article(conn: &mut PgConnection, vault: &Vault, session: &Session, locale: Locale) -> Result<Option<String>, Error> {
    let ShownCharter::Article(line) = shown::store::shown(conn, session.id).await? else { return Ok(None) };
    let Some(charter) = charter::store::current(conn, vault, session.group).await? else { return Ok(None) };
    Ok(charter.articles.iter().find(|article| article.line == line).map(|article| article.words.text(locale)))
}

//! The route of a member's sheet: 404 for everyone but the group's therapist.

use std::collections::HashMap;

use super::shared::shared_sessions;
use super::views::SheetPage;
use crate::intake::ApplicantAccess;
use crate::kit::web::prelude::*;
use crate::record::note;
use crate::session::attendance;
use crate::{climate, commitment, group, transitions, voices};

pub(in crate::record) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::GroupTherapistOr404, "/groups/{group}/members/{member}", show)
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut applicant: ApplicantAccess) -> Result<Response, Problem> {
    applicant.audit_read(AuditAction::MemberSheetRead, chrome.now).await?;
    let (group, member, me) = (applicant.group.clone(), applicant.member, applicant.access.membership());
    let (tx, vault) = (&mut applicant.access.tx, &app.vault);
    let people = group::store::memberships(tx, vault, group.id).await?;
    let one = people.iter().find(|one| one.id == member).cloned().ok_or(Problem::NotFound)?;
    let transition = transitions::store::open(tx, vault, group.id).await?.into_iter().find(|open| open.member == Some(member));
    let attended = attendance::store::of_member(tx, group.id, member).await?;
    let mut shares = HashMap::new();
    for session in attended.iter().filter(|one| one.has_attended()) {
        if let Some(share) = voices::scene::sheet_share(tx, session.session, &people, member).await? {
            shares.insert(session.session, share);
        }
    }
    let mut commitments = commitment::store::of_member(tx, vault, member).await?;
    commitments.reverse();
    let shared = climate::store::shared_by(tx, vault, member, me).await?;
    let notes = note::store::versions(tx, vault, member).await?;
    let earlier_notes = notes.len().saturating_sub(1);
    let author = |note: &note::IndividualNote| people.iter().find(|one| one.id == note.by).and_then(|one| one.name.clone());
    let page = SheetPage {
        shared: shared_sessions(&attended, &shared),
        note: notes.into_iter().next().map(|note| (author(&note), note)).map(|(name, note)| (note, name)),
        earlier_notes,
        group,
        one,
        transition,
        attended,
        shares,
        commitments,
    };
    let response = chrome.in_zone(page.group.time_zone).page(&page);
    applicant.access.tx.commit().await?;
    Ok(response)
}

//! The settings of a group, changed by its therapist: name, purpose, capacity and admission.

use super::forming::check_basics;
use crate::group::views::{SettingsForm, SettingsPage};
use crate::group::{Group, GroupAccess, Therapist, life_store, store};
use crate::kit::web::prelude::*;

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let taken = access.lock_group().await?.taken;
    let id = access.group();
    let group = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let typed = SettingsForm {
        version: group.version,
        name: group.name.clone(),
        purpose: group.purpose.clone(),
        capacity: group.capacity.to_string(),
        admission: group.admission,
    };
    Ok(chrome.page(&SettingsPage { group, taken, typed, meanwhile: false, errors: FormErrors::default() }))
}

pub(super) async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(mut typed): FormBody<SettingsForm>,
) -> Result<Response, Problem> {
    // The group's row is locked: no seat is taken while the capacity is compared with the taken seats.
    let taken = access.lock_group().await?.taken;
    let id = access.group();
    let group = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let locale = chrome.locale();
    let mut errors = FormErrors::default();
    let read = check_basics(&mut errors, (&typed.name, &typed.purpose, &typed.capacity), locale);
    if read.as_ref().is_some_and(|(_, _, capacity)| usize::try_from(*capacity).is_ok_and(|capacity| capacity < taken)) {
        errors.add("capacity", locale.message("group-capacity-taken").arg("n", taken));
    }
    let Some((name, purpose, capacity)) = read.filter(|_| errors.is_empty()) else {
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &SettingsPage { group, taken, typed, meanwhile: false, errors }));
    };
    let to = Group { name, purpose, capacity, admission: typed.admission, version: typed.version, ..group.clone() };
    let values = |group: &Group| (group.name.clone(), group.purpose.clone(), group.capacity, group.admission);
    if values(&to) != values(&group) {
        if !life_store::set_settings(&mut access.tx, &app.vault, &to).await? {
            // The typed values stay in the fields, based on the current version: a person who submits them again has seen it.
            typed.version = group.version;
            return Ok(chrome.page_with(StatusCode::CONFLICT, &SettingsPage { group, taken, typed, meanwhile: true, errors }));
        }
        access.audit(AuditAction::GroupChanged, id.0, chrome.now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{id}")).into_response())
}

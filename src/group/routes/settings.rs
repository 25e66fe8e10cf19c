//! ShownTarget a group is called, what it is for, how many it holds and whether people may still come: changed by its therapist.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::forming::basics;
use crate::group::views::{SettingsForm, SettingsPage};
use crate::group::{Group, GroupAccess, Therapist, life_store, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, FormBody, FormErrors, Problem};

pub(super) async fn page(State(house): State<AppState>, chrome: Chrome, mut seat: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let taken = seat.hold().await?.taken;
    let id = seat.group();
    let group = store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let typed = SettingsForm {
        version: group.version,
        name: group.name.clone(),
        purpose: group.purpose.clone(),
        capacity: group.capacity.to_string(),
        admission: group.admission,
    };
    Ok(chrome.page(&SettingsPage { group, taken, typed, meanwhile: false, complaints: FormErrors::default() }))
}

pub(super) async fn keep(
    State(house): State<AppState>,
    chrome: Chrome,
    mut seat: GroupAccess<Therapist>,
    FormBody(mut typed): FormBody<SettingsForm>,
) -> Result<Response, Problem> {
    // The group's row is held: nobody takes a seat while the capacity is compared with those that are taken.
    let taken = seat.hold().await?.taken;
    let id = seat.group();
    let group = store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let locale = chrome.locale();
    let mut complaints = FormErrors::default();
    let read = basics(&mut complaints, (&typed.name, &typed.purpose, &typed.capacity), locale);
    if read.as_ref().is_some_and(|(_, _, capacity)| usize::try_from(*capacity).is_ok_and(|capacity| capacity < taken)) {
        complaints.say("capacity", locale.message("group-capacity-taken").arg("n", taken));
    }
    let Some((name, purpose, capacity)) = read.filter(|_| complaints.is_empty()) else {
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &SettingsPage { group, taken, typed, meanwhile: false, complaints }));
    };
    let to = Group { name, purpose, capacity, admission: typed.admission, version: typed.version, ..group.clone() };
    let of = |group: &Group| (group.name.clone(), group.purpose.clone(), group.capacity, group.admission);
    if of(&to) != of(&group) {
        if !life_store::set_settings(&mut seat.tx, &house.vault, &to).await? {
            // ShownTarget was typed stays in the fields, upon what stands now: who sends it again has seen it.
            typed.version = group.version;
            return Ok(chrome.page_with(StatusCode::CONFLICT, &SettingsPage { group, taken, typed, meanwhile: true, complaints }));
        }
        let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act: "changed", kind: "group", subject: id.0 };
        audit::record(&mut seat.tx, act, chrome.now).await?;
        seat.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{id}")).into_response())
}

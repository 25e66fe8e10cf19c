//! The settings of a group, changed by its therapist.

use chrono_tz::TZ_VARIANTS;

use super::forming::chosen_severity;
use crate::group::change::{self, Difference};
use crate::group::views::{GroupTyped, KeptChange, SettingsPage};
use crate::group::{AdmissionPolicy, Group, GroupAccess, Meets, MembershipState, Therapist, life_store, store};
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::web::prelude::*;
use crate::practice::rooms;

/// How many changes the page lists.
const CHANGES: i64 = 12;

/// Submitted settings of a group, based on this version.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsForm {
    version: i32,
    name: String,
    purpose: String,
    #[serde(default)]
    focus: String,
    #[serde(default)]
    age_from: String,
    #[serde(default)]
    age_to: String,
    #[serde(default)]
    severity_from: String,
    #[serde(default)]
    severity_to: String,
    locale: Locale,
    capacity: String,
    admission: AdmissionPolicy,
    meets: Meets,
    #[serde(default)]
    place: String,
    time_zone: String,
    calendar: Calendar,
}

impl From<SettingsForm> for GroupTyped {
    fn from(form: SettingsForm) -> Self {
        Self {
            name: form.name,
            purpose: form.purpose,
            focus: form.focus,
            age_from: form.age_from,
            age_to: form.age_to,
            severity: (chosen_severity(&form.severity_from), chosen_severity(&form.severity_to)),
            locale: form.locale,
            capacity: form.capacity,
            admission: form.admission,
            meets: form.meets,
            place: form.place,
            time_zone: form.time_zone,
            calendar: form.calendar,
        }
    }
}

impl From<&Group> for GroupTyped {
    fn from(group: &Group) -> Self {
        let age = |age: Option<i32>| age.map(|age| age.to_string()).unwrap_or_default();
        Self {
            name: group.name.clone(),
            purpose: group.purpose.clone(),
            focus: group.focus.clone().unwrap_or_default(),
            age_from: age(group.ages.0),
            age_to: age(group.ages.1),
            severity: group.severity,
            locale: group.locale,
            capacity: group.capacity.to_string(),
            admission: group.admission,
            meets: group.meets,
            place: group.place.clone().unwrap_or_default(),
            time_zone: group.time_zone.name().to_owned(),
            calendar: group.calendar,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct SettingsQuery {
    #[serde(default)]
    kept: bool,
}

pub(super) async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    QueryParams(query): QueryParams<SettingsQuery>,
) -> Result<Response, Problem> {
    let taken = access.lock_group().await?.taken;
    let id = access.group();
    let group = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let typed = GroupTyped::from(&group);
    let page = settings_page(&app, &mut access, group, taken, typed).await?;
    Ok(chrome.page(&SettingsPage { kept: query.kept, ..page }))
}

async fn settings_page(
    app: &AppState,
    access: &mut GroupAccess<Therapist>,
    group: Group,
    taken: usize,
    typed: GroupTyped,
) -> Result<SettingsPage, Problem> {
    let last = change::store::last(&mut access.tx, &app.vault, group.id, CHANGES).await?;
    let names = store::names_of(&mut access.tx, &app.vault, last.iter().map(|one| one.by)).await?;
    let changes = last.into_iter().map(|one| KeptChange { by: names.get(&one.by).cloned(), at: one.at, what: one.what }).collect();
    let mut leads = store::memberships(&mut access.tx, &app.vault, group.id).await?;
    leads.retain(|one| one.role.is_staff() && one.state == MembershipState::Active && !one.stands_in);
    let rooms = rooms::store::names(&mut access.tx, &app.vault, group.practice).await?;
    Ok(SettingsPage {
        version: group.version,
        rooms,
        group,
        taken,
        typed,
        zones: &TZ_VARIANTS,
        leads,
        changes,
        meanwhile: Vec::new(),
        errors: FormErrors::default(),
        kept: false,
    })
}

pub(super) async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(form): FormBody<SettingsForm>,
) -> Result<Response, Problem> {
    // The group's row is locked: no seat is taken while the capacity is compared with the taken seats.
    let taken = access.lock_group().await?.taken;
    let id = access.group();
    let group = store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let locale = chrome.locale();
    let version = form.version;
    let typed = GroupTyped::from(form);
    let read = typed.read(id, group.practice, locale).and_then(|read| {
        if usize::try_from(read.capacity).is_ok_and(|capacity| capacity >= taken) {
            return Ok(read);
        }
        let mut errors = FormErrors::default();
        errors.add("capacity", locale.message("group-capacity-taken").arg("n", taken));
        Err(errors)
    });
    let read = match read {
        Ok(read) => read,
        Err(errors) => {
            let page = settings_page(&app, &mut access, group, taken, typed).await?;
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &SettingsPage { version, errors, ..page }));
        }
    };
    let to = Group { areas: group.areas.clone(), ended_at: group.ended_at, version, ..read };
    let meanwhile: Vec<Difference> = change::differences(&group, &to);
    if !meanwhile.is_empty() {
        if !life_store::set_settings(&mut access.tx, &app.vault, &to).await? {
            // The typed values stay in the fields, based on the current version: a person who submits them again has seen it.
            let page = settings_page(&app, &mut access, group, taken, typed).await?;
            return Ok(chrome.page_with(StatusCode::CONFLICT, &SettingsPage { meanwhile, ..page }));
        }
        let actor = access.actor();
        change::store::record(&mut access.tx, &app.vault, actor, &group, &to, chrome.now).await?;
        access.audit(AuditAction::GroupChanged, id.0, chrome.now).await?;
        access.tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/groups/{id}/settings?kept=true")).into_response())
}

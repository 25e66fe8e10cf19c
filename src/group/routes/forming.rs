//! Forming a group.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use uuid::Uuid;

use crate::group::form_checks::{check_ages, check_optional, is_out_of_order};
use crate::group::store::NewMembership;
use crate::group::views::{GroupTyped, NewGroupPage};
use crate::group::{
    self, AdmissionPolicy, CAPACITY, Group, GroupId, Meets, MembershipId, MembershipState, NAME_LIMIT, PLACE_LIMIT, PURPOSE_LIMIT, Role,
    Severity, store,
};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::fingerprint::{self, FormContent, Submitted};
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::text::{TextRefusal, clean_line, clean_paragraphs, plain};
use crate::kit::web::prelude::*;
use crate::person::{self};
use crate::practice::{self, AsGroupCreator, Colleague, Practice, PracticeId, rooms};

pub(super) async fn form(State(app): State<AppState>, chrome: Chrome, mut me: Colleague<AsGroupCreator>) -> Result<Response, Problem> {
    let practices = own_practices(&mut me, &app).await?;
    let first = practices.first().ok_or(Problem::Forbidden)?;
    let typed = GroupTyped {
        name: String::new(),
        purpose: String::new(),
        focus: String::new(),
        age_from: String::new(),
        age_to: String::new(),
        severity: (None, None),
        locale: first.locale,
        capacity: "8".to_owned(),
        admission: AdmissionPolicy::Open,
        meets: Meets::InPerson,
        place: String::new(),
        time_zone: first.time_zone.name().to_owned(),
        calendar: first.calendar,
    };
    let rooms = own_rooms(&mut me, &app, &practices).await?;
    let page = NewGroupPage {
        id: Uuid::new_v4(),
        practice: first.id.to_string(),
        rooms,
        practices,
        typed,
        zones: &chrono_tz::TZ_VARIANTS,
        errors: FormErrors::default(),
    };
    Ok(chrome.page(&page))
}

async fn own_practices(me: &mut Colleague<AsGroupCreator>, app: &AppState) -> Result<Vec<Practice>, Problem> {
    let allowed = me.practices();
    let practices = practice::store::all(&mut me.tx, &app.vault).await?;
    let own: Vec<Practice> = practices.into_iter().filter(|practice| allowed.contains(&practice.id)).collect();
    if own.is_empty() { Err(Problem::Forbidden) } else { Ok(own) }
}

/// The names of the rooms of these practices.
async fn own_rooms(me: &mut Colleague<AsGroupCreator>, app: &AppState, practices: &[Practice]) -> Result<Vec<String>, Problem> {
    let mut names = Vec::new();
    for practice in practices {
        names.extend(rooms::store::names(&mut me.tx, &app.vault, practice.id).await?);
    }
    Ok(names)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupForm {
    id: GroupId,
    practice: PracticeId,
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

/// The severity that a form names; `None` for "not stated".
pub(super) fn chosen_severity(code: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| severity.code() == code)
}

impl GroupTyped {
    /// The described group, or what is wrong with the description.
    pub(super) fn read(&self, id: GroupId, practice: PracticeId, locale: Locale) -> Result<Group, FormErrors> {
        let mut errors = FormErrors::default();
        let basics = check_basics(&mut errors, (&self.name, &self.purpose, &self.capacity), locale);
        let focus = check_optional(&mut errors, "focus", &self.focus, PURPOSE_LIMIT, locale);
        let place = check_optional(&mut errors, "place", &self.place, PLACE_LIMIT, locale);
        let ages = check_ages(&mut errors, &self.age_from, &self.age_to, locale);
        if is_out_of_order(self.severity) {
            errors.add("severity_to", locale.message("group-severities-out-of-order"));
        }
        let zone = errors.check("time_zone", self.time_zone.parse::<Tz>(), |_| locale.message("time-zone-unknown"));
        match (basics, zone) {
            (Some((name, purpose, capacity)), Some(time_zone)) if errors.is_empty() => Ok(Group {
                id,
                practice,
                name,
                purpose,
                focus,
                ages,
                severity: self.severity,
                areas: BTreeSet::new(),
                locale: self.locale,
                capacity,
                admission: self.admission,
                meets: self.meets,
                place,
                time_zone,
                calendar: self.calendar,
                ended_at: None,
                trial_until: None,
                version: 1,
            }),
            _ => Err(errors),
        }
    }
}

/// Checks the name, purpose and capacity.
fn check_basics(errors: &mut FormErrors, typed: (&str, &str, &str), locale: Locale) -> Option<(String, String, i32)> {
    let words = |refusal: TextRefusal| refusal.message(locale);
    let name = errors.check("name", clean_line(typed.0, NAME_LIMIT), words);
    let purpose = errors.check("purpose", clean_paragraphs(typed.1, PURPOSE_LIMIT), words);
    let capacity = plain(typed.2).parse().ok().filter(|n| CAPACITY.contains(n));
    let capacity = errors.check("capacity", capacity.ok_or(()), |()| locale.message("group-capacity-range"));
    Some((name?, purpose?, capacity?))
}

pub(super) async fn create(
    State(app): State<AppState>,
    chrome: Chrome,
    mut me: Colleague<AsGroupCreator>,
    content: FormContent,
    FormBody(typed): FormBody<GroupForm>,
) -> Result<Response, Problem> {
    let practices = own_practices(&mut me, &app).await?;
    if !practices.iter().any(|practice| practice.id == typed.practice) {
        return Err(Problem::NotFound);
    }
    let values = typed_values(&typed);
    let rooms = own_rooms(&mut me, &app, &practices).await?;
    let refused_page = |id: GroupId, errors| NewGroupPage {
        id: id.0,
        practice: typed.practice.to_string(),
        practices,
        rooms,
        typed: values.clone(),
        zones: &chrono_tz::TZ_VARIANTS,
        errors,
    };
    let group = match values.read(typed.id, typed.practice, chrome.locale()) {
        Ok(group) => group,
        Err(errors) => return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &refused_page(typed.id, errors))),
    };
    let to = Redirect::to(&format!("/groups/{}", group.id));
    let made = store::insert(&mut me.tx, &app.vault, &group, chrome.now).await?;
    let print = content.fingerprint(&mut me.tx, &app.vault, group::owner(group.practice, group.id)).await?;
    match fingerprint::record_submission(&mut me.tx, group.id, print, made).await? {
        Submitted::First => {}
        Submitted::Again => return Ok(to.into_response()),
        Submitted::Other => {
            let mut errors = FormErrors::default();
            errors.add("name", chrome.locale().message(SENT_BEFORE));
            return Ok(chrome.page_with(StatusCode::CONFLICT, &refused_page(GroupId::random(), errors)));
        }
    }
    let name = person::name_of(&mut me.tx, &app.vault, me.person).await?.unwrap_or_default();
    let therapist = NewMembership {
        id: MembershipId::random(),
        group: group.id,
        practice: group.practice,
        person: Some(me.person),
        role: Role::Therapist,
        state: MembershipState::Active,
        name: &name,
        invitation: None,
    };
    store::insert_membership(&mut me.tx, &app.vault, &therapist, chrome.now).await?;
    let act = AuditEntry { practice: group.practice.0, actor: Some(me.person.0), action: AuditAction::GroupFormed, subject: group.id.0 };
    audit::record(&mut me.tx, act, chrome.now).await?;
    me.tx.commit().await?;
    Ok(to.into_response())
}

fn typed_values(typed: &GroupForm) -> GroupTyped {
    GroupTyped {
        name: typed.name.clone(),
        purpose: typed.purpose.clone(),
        focus: typed.focus.clone(),
        age_from: typed.age_from.clone(),
        age_to: typed.age_to.clone(),
        severity: (chosen_severity(&typed.severity_from), chosen_severity(&typed.severity_to)),
        locale: typed.locale,
        capacity: typed.capacity.clone(),
        admission: typed.admission,
        meets: typed.meets,
        place: typed.place.clone(),
        time_zone: typed.time_zone.clone(),
        calendar: typed.calendar,
    }
}

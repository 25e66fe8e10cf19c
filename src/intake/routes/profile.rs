//! Whom a group is meant for: written when it is formed, and changed by its therapist at any time.

use crate::group::form_checks::{check_ages, check_optional, is_out_of_order};
use crate::group::{self, Group, GroupAccess, PURPOSE_LIMIT, Severity, Therapist};
use crate::intake::views::{ProfilePage, ProfileTyped};
use crate::intake::{Area, CodedChoice, store};
use crate::kit::i18n::Locale;
use crate::kit::web::prelude::*;

fn text(age: Option<i32>) -> String {
    age.map(|age| age.to_string()).unwrap_or_default()
}

fn current_values(group: &Group) -> ProfileTyped {
    ProfileTyped {
        focus: group.focus.clone().unwrap_or_default(),
        areas: group.areas.iter().map(|area| area.code().to_owned()).collect(),
        age_from: text(group.ages.0),
        age_to: text(group.ages.1),
        severity: group.severity,
        locale: group.locale,
        version: group.version,
    }
}

pub(super) async fn page(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<Therapist>) -> Result<Response, Problem> {
    let id = access.group();
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let typed = current_values(&group);
    Ok(chrome.page(&ProfilePage { group, typed, meanwhile: false, errors: FormErrors::default() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileForm {
    version: i32,
    #[serde(default)]
    focus: String,
    #[serde(default)]
    areas: Vec<String>,
    #[serde(default)]
    age_from: String,
    #[serde(default)]
    age_to: String,
    #[serde(default)]
    severity_from: String,
    #[serde(default)]
    severity_to: String,
    locale: Locale,
}

pub(super) async fn keep(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    FormBody(typed): FormBody<ProfileForm>,
) -> Result<Response, Problem> {
    let id = access.group();
    access.lock_group().await?;
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let locale = chrome.locale();
    let mut errors = FormErrors::default();
    let chosen = |code: &str| Severity::ALL.into_iter().find(|severity| severity.code() == code);
    let severity = (chosen(&typed.severity_from), chosen(&typed.severity_to));
    let focus = check_optional(&mut errors, "focus", &typed.focus, PURPOSE_LIMIT, locale);
    let ages = check_ages(&mut errors, &typed.age_from, &typed.age_to, locale);
    if is_out_of_order(severity) {
        errors.add("severity_to", locale.message("group-severities-out-of-order"));
    }
    let to = Group {
        focus,
        ages,
        severity,
        areas: typed.areas.iter().filter_map(|code| Area::coded(code)).collect(),
        locale: typed.locale,
        version: typed.version,
        ..group.clone()
    };
    let same =
        to.focus == group.focus && (to.ages, to.severity, &to.areas, to.locale) == (group.ages, group.severity, &group.areas, group.locale);
    let kept = errors.is_empty() && (same || store::set_meant(&mut access.tx, &app.vault, &to).await?);
    if !kept {
        let meanwhile = errors.is_empty();
        // The typed values stay in the fields, based on the current version: a person who submits them again has seen it.
        let version = if meanwhile { group.version } else { typed.version };
        let ProfileForm { focus, areas, age_from, age_to, locale, .. } = typed;
        let typed = ProfileTyped { focus, areas, age_from, age_to, severity, locale, version };
        let status = if meanwhile { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(chrome.page_with(status, &ProfilePage { group, typed, meanwhile, errors }));
    }
    let actor = access.actor();
    group::change::store::record(&mut access.tx, &app.vault, actor, &group, &to, chrome.now).await?;
    access.audit(AuditAction::GroupProfileChanged, id.0, chrome.now).await?;
    access.tx.commit().await?;
    Ok(Redirect::to(&format!("/groups/{id}/fit")).into_response())
}

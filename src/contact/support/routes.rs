//! The page of crisis help. It is public; a visitor finds no practice there.

use super::load::emergency_contacts;
use super::views::{HelpPage, PracticeHelp};
use crate::climate::contact_request_store;
use crate::kit::db::Tx;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;
use crate::practice::{self, help};

pub fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::Public, "/help", show)
}

async fn show(State(app): State<AppState>, chrome: Chrome, me: Option<axum::Extension<SignedIn>>) -> Result<Response, Problem> {
    let mut page = HelpPage::default();
    if let Some(axum::Extension(me)) = me {
        let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
        for practice in practice::store::all(&mut tx, &app.vault).await? {
            let Some(help) = help::store::of(&mut tx, &app.vault, practice.id).await? else { continue };
            let ways = help::ways(practice.time_zone);
            page.practices.push(PracticeHelp { name: practice.name, numbers: help.numbers, note: help.note, ways });
        }
        page.contacts = emergency_contacts(&mut tx, &app.vault, me.person).await?;
        page.words = contact_request_store::in_groups(&mut tx, &app.vault, me.person).await?;
    }
    Ok(chrome.page(&page))
}

//! Routes of the closing: writing, publishing, reading.

mod desk;
mod page;
mod read;

use super::notes;
use crate::group::ActingTherapist;
use crate::kit::web::prelude::*;
use crate::session::SessionAccess;
use crate::session::ending::OnEnd;

/// `on_end` are the hooks of a session's end, for *End it and publish*.
pub fn routes(on_end: &'static [OnEnd]) -> AppRoutes {
    let publish = move |app: State<AppState>, chrome: Chrome, access: SessionAccess<ActingTherapist>, form: FormBody<desk::ClosingForm>| {
        desk::publish(on_end, app, chrome, access, form)
    };
    AppRoutes::new()
        .get(Access::GroupParticipant, "/sessions/{session}/closing", read::show)
        .get(Access::GroupStaff, "/sessions/{session}/closing/drafts", page::drafts)
        .post(Access::GroupStaff, "/sessions/{session}/closing/drafts", desk::save)
        .post(Access::GroupTherapist, "/sessions/{session}/closing/versions", publish)
        .post(Access::GroupTherapist, "/sessions/{session}/closing/held/removal", desk::take_back)
        .get(Access::GroupParticipant, "/sessions/{session}/closing/versions/{number}", read::version)
        .get(Access::GroupParticipant, "/sessions/{session}/closing/print", read::print)
        .merge(notes::routes::routes())
}

//! The console's part of the wall: it makes a code and a link, shows the wall on the screen that gave the code, and closes it.

use askama::Template;
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::LINK_LASTS;
use super::code::{LASTS, WallCode};
use crate::group::Staff;
use crate::invitation::qr::Qr;
use crate::key;
use crate::kit::error::Error;
use crate::kit::events::{Audience, Recipients, RenderContext};
use crate::kit::i18n::{MessageKey, filters};
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::kit::web::prelude::*;
use crate::live::render;
use crate::session::ending::{WALL, WALL_CODE, WALL_WAITING};
use crate::session::{self, LiveAct, Session, SessionId};

/// The event kind of a screen that asks for the wall, or shows it; for staff.
pub(in crate::live) const WALL_TOOL: &str = "wall";

/// How the wall stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WallState {
    Closed,
    /// A code was made and not used.
    Coded,
    /// A screen has given the code and waits; its token expires then, in microseconds.
    Waiting(i64),
    /// A link is valid.
    Open,
}

/// What was just made. Only hashes are stored, so no other answer has it.
#[derive(Clone, Debug)]
pub(super) struct MadeCode {
    pub code: String,
    /// Where it is typed.
    pub address: String,
    pub link: String,
    pub path: String,
    pub qr: Option<Qr>,
}

/// The console's part of the wall, as a region.
#[derive(Clone, Debug, Template)]
#[template(path = "live/_wall_tool.html")]
pub(in crate::live) struct WallTool {
    session: SessionId,
    state: WallState,
    made: Option<MadeCode>,
}

/// The same for the stream and for the answers to its forms.
#[derive(Template)]
#[template(path = "live/_wall_tool_fragment.html")]
struct WallToolFragment<'a> {
    tool: &'a WallTool,
}

/// The page with a new code, without a script.
#[derive(Template)]
#[template(path = "live/wall_made.html")]
struct NewWallPage {
    session: Session,
    tool: WallTool,
}

/// The screen that the console saw no longer waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NotWaiting;

impl Refusal for NotWaiting {
    fn key(&self) -> MessageKey {
        key!("wall-not-waiting")
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Conflict
    }
}

impl WallTool {
    pub async fn load(conn: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> Result<Self, sqlx::Error> {
        let state = if let Some(until) = token::expiry(conn, WALL_WAITING, session.0, now).await? {
            WallState::Waiting(until.timestamp_micros())
        } else if token::expiry(conn, WALL_CODE, session.0, now).await?.is_some() {
            WallState::Coded
        } else if token::expiry(conn, WALL, session.0, now).await?.is_some() {
            WallState::Open
        } else {
            WallState::Closed
        };
        Ok(Self { session, state, made: None })
    }

    /// The path of an act.
    fn path(&self, act: &str) -> String {
        format!("/sessions/{}/wall{act}", self.session)
    }

    fn fragment(&self, chrome: &Chrome) -> Result<String, Error> {
        chrome.render(&WallToolFragment { tool: self }).map_err(Error::Page)
    }
}

pub(in crate::live) fn render_tool(ctx: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    async move {
        if ctx.audience != Audience::Staff {
            return Ok(None);
        }
        let chrome = render::chrome(&ctx);
        WallTool::load(ctx.conn, SessionId(ctx.session), ctx.now).await?.fragment(&chrome).map(Some)
    }
    .boxed()
}

pub(super) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/wall", make)
        .post(Access::GroupStaff, "/sessions/{session}/wall/showing", show)
        .post(Access::GroupStaff, "/sessions/{session}/wall/revocation", revoke)
}

/// Ends every code, waiting screen and link of the wall.
async fn close(act: &mut LiveAct<Staff>) -> Result<(), sqlx::Error> {
    let session = act.session.0;
    for purpose in [WALL, WALL_CODE, WALL_WAITING] {
        token::revoke_all(act.tx(), purpose, session).await?;
    }
    Ok(())
}

/// Makes a new code and a new link; earlier ones stop working.
async fn make(mut act: LiveAct<Staff>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let (app, chrome, id) = (act.app.clone(), act.chrome.clone(), act.session);
    let session = session::store::find(act.tx(), &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if act.locked.live().is_none() {
        return Ok(Redirect::to(&format!("/sessions/{id}")).into_response());
    }
    let (code, link) = (WallCode::random(), Secret::random());
    let code_secret = code.secret(&app.vault).ok_or(Problem::Internal)?;
    close(&mut act).await?;
    let claims = TokenClaims { practice: Some(act.access.practice().0), subject: id.0 };
    token::store(act.tx(), &code_secret, WALL_CODE, claims, chrome.now + LASTS).await?;
    token::store(act.tx(), &link, WALL, claims, session.planned_end().max(chrome.now) + LINK_LASTS).await?;
    act.audit(AuditAction::WallLinkMade, id.0).await?;
    act.commit().await?;
    app.events.recheck(None);
    let path = format!("/wall/{}", link.reveal());
    let link = app.url.to(&path);
    let address = app.url.to("/wall");
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    let made = MadeCode { code: code.grouped(), address, qr: Qr::of(&link), link, path };
    // Only this response shows the code and the link: they are not stored, so a redirect could not show them.
    let tool = WallTool { session: id, state: WallState::Coded, made: Some(made) };
    if chrome.fragment {
        return Ok(([("content-type", "text/html; charset=utf-8")], tool.fragment(&chrome)?).into_response());
    }
    Ok(chrome.page(&NewWallPage { session, tool }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowForm {
    /// Which waiting screen staff saw.
    seen: i64,
}

/// Shows the wall on the screen that waits, and nowhere else.
async fn show(mut act: LiveAct<Staff>, FormBody(form): FormBody<ShowForm>) -> Result<Response, Problem> {
    let (app, id, now) = (act.app.clone(), act.session, act.chrome.now);
    let seen = DateTime::from_timestamp_micros(form.seen).ok_or(Problem::BadForm)?;
    let session = session::store::find(act.tx(), &app.vault, id).await?.ok_or(Problem::NotFound)?;
    token::revoke_all(act.tx(), WALL, id.0).await?;
    let until = session.planned_end().max(now) + LINK_LASTS;
    if act.locked.live().is_none() || !token::turn_into(act.tx(), (WALL_WAITING, WALL), id.0, seen, until, now).await? {
        return Err(NotWaiting.into());
    }
    act.audit(AuditAction::WallShown, id.0).await?;
    answer(act).await
}

async fn revoke(mut act: LiveAct<Staff>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let id = act.session;
    close(&mut act).await?;
    act.audit(AuditAction::WallLinkRevoked, id.0).await?;
    answer(act).await
}

/// Answers with the wall as it is now, and tells the other consoles.
async fn answer(mut act: LiveAct<Staff>) -> Result<Response, Problem> {
    let (app, id, now) = (act.app.clone(), act.session, act.chrome.now);
    act.publish(WALL_TOOL, id.0, Recipients::Staff);
    let fragment = WallTool::load(act.tx(), id, now).await?.fragment(&act.chrome)?;
    let answer = act.done(id, fragment).await?;
    app.events.recheck(None);
    Ok(answer)
}

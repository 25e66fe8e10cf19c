//! The audit log: who did what, written in the transaction of the act. It holds ids and words from a short list, never content.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

macro_rules! actions {
    ($($action:ident $code:literal $subject:literal,)+) => {
        /// An act that the log records. Its code is stored and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AuditAction {
            $($action,)+
        }

        impl AuditAction {
            pub fn code(self) -> &'static str {
                match self { $(Self::$action => $code,)+ }
            }

            /// The kind of the row that [`AuditEntry::subject`] identifies.
            pub fn subject_kind(self) -> &'static str {
                match self { $(Self::$action => $subject,)+ }
            }
        }
    };
}

actions! {
    PracticeFounded "practice_founded" "practice",
    PracticeChanged "practice_changed" "practice",
    GuideChanged "guide_changed" "practice",
    StaffInvitationMade "staff_invitation_made" "staff_invitation",
    StaffInvitationRevoked "staff_invitation_revoked" "staff_invitation",
    StaffInvitationAccepted "staff_invitation_accepted" "staff_invitation",
    StaffSignInLinkMade "staff_sign_in_link_made" "staff",
    StaffRoleChanged "staff_role_changed" "staff",
    StaffRemoved "staff_removed" "staff",
    GroupFormed "group_formed" "group",
    GroupChanged "group_changed" "group",
    GroupEnded "group_ended" "group",
    GroupReopened "group_reopened" "group",
    TrialBegun "trial_begun" "group",
    TrialDeleted "trial_deleted" "group",
    GroupHandedOver "group_handed_over" "membership",
    GroupProfileChanged "group_profile_changed" "group_profile",
    MemberAdded "member_added" "membership",
    MemberJoined "member_joined" "membership",
    MemberAdmitted "member_admitted" "membership",
    MemberAdmissionUndone "member_admission_undone" "membership",
    MemberPaused "member_paused" "membership",
    MemberReturned "member_returned" "membership",
    MemberGraduated "member_graduated" "membership",
    MemberLeft "member_left" "membership",
    MemberRemoved "member_removed" "membership",
    MemberSignInLinkMade "member_sign_in_link_made" "membership",
    GuideRead "guide_read" "membership",
    AdmissionDecided "admission_decided" "membership",
    ContactNotNeeded "contact_not_needed" "membership",
    LetterSent "letter_sent" "letter",
    LetterAnswered "letter_answered" "letter",
    ClimateNotNeeded "climate_not_needed" "climate",
    InvitationMade "invitation_made" "invitation",
    InvitationRevoked "invitation_revoked" "invitation",
    IntakeRead "intake_read" "intake",
    EmergencyContactRead "emergency_contact_read" "emergency_contact",
    IntakeWritten "intake_written" "intake",
    IntakeWithdrawn "intake_withdrawn" "intake",
    GroupIntakesRead "group_intakes_read" "group_intakes",
    MemberSheetRead "member_sheet_read" "membership",
    IndividualNoteWritten "individual_note_written" "membership",
    CharterSigned "charter_signed" "charter",
    ProposalMade "proposal_made" "proposal",
    ProposalAnswered "proposal_answered" "proposal",
    ProposalReworded "proposal_reworded" "proposal",
    ProposalAnswersOpened "proposal_answers_opened" "proposal",
    ProposalWithdrawn "proposal_withdrawn" "proposal",
    SessionPlanned "session_planned" "session",
    SessionStarted "session_started" "session",
    SessionEnded "session_ended" "session",
    SessionEndUndone "session_end_undone" "session",
    SessionClosedByItself "session_closed_by_itself" "session",
    SessionCancelled "session_cancelled" "session",
    SessionMoved "session_moved" "session",
    SeriesPlanned "series_planned" "series",
    SeriesEnded "series_ended" "series",
    SeriesMoved "series_moved" "series",
    SeriesDaySkipped "series_day_skipped" "series",
    SeriesDayRestored "series_day_restored" "series",
    AttendanceCorrected "attendance_corrected" "attendance",
    RegretsNoted "regrets_noted" "regrets",
    RegretsWithdrawn "regrets_withdrawn" "regrets",
    WhereaboutsNoted "whereabouts_noted" "whereabouts",
    BackstageKept "backstage_kept" "backstage",
    BackstageDeleted "backstage_deleted" "backstage",
    SubstituteNamed "substitute_named" "substitution",
    SubstituteWithdrawn "substitute_withdrawn" "substitution",
    TurnCorrected "turn_corrected" "turn",
    TurnRemoved "turn_removed" "turn",
    ConcernLaid "concern_laid" "concern",
    ConcernsLaidNameless "concerns_laid_nameless" "session",
    ConcernsAnsweredNameless "concerns_answered_nameless" "session",
    ConcernAuthorsRead "concern_authors_read" "session",
    ConcernSetAside "concern_set_aside" "concern",
    ConcernPutBack "concern_put_back" "concern",
    ConcernThemeChanged "concern_theme_changed" "concern",
    ConcernChanged "concern_changed" "concern",
    ConcernWithdrawn "concern_withdrawn" "concern",
    ConcernMarkedTender "concern_marked_tender" "concern",
    ConcernUnmarkedTender "concern_unmarked_tender" "concern",
    ConcernBroughtToMiddle "concern_brought_to_middle" "concern",
    ConcernTakenFromMiddle "concern_taken_from_middle" "concern",
    ConcernAnswersOpened "concern_answers_opened" "concern",
    ConcernCardsCounted "concern_cards_counted" "concern",
    IdeaAdded "idea_added" "idea",
    PointAdded "point_added" "point",
    EntriesAddedNameless "entries_added_nameless" "session",
    IdeasReviewed "ideas_reviewed" "brainstorm",
    BoardMadeNameless "board_made_nameless" "brainstorm",
    DotsGivenNameless "dots_given_nameless" "session",
    CommitmentMade "commitment_made" "commitment",
    CommitmentOffered "commitment_offered" "commitment",
    CommitmentAnswered "commitment_answered" "commitment",
    CommitmentWithdrawn "commitment_withdrawn" "commitment",
    OutcomeReported "outcome_reported" "commitment",
    CardsEntered "cards_entered" "cards",
    MoodEntered "mood_entered" "mood",
    ContactRequestAnswered "contact_request_answered" "contact_request",
    ClosingSent "closing_sent" "closing",
    ClosingRead "closing_read" "closing",
    WallLinkMade "wall_link_made" "wall",
    WallShown "wall_shown" "wall",
    WallLinkRevoked "wall_link_revoked" "wall",
    RemindersRequested "reminders_requested" "reminders",
    RemindersConfirmed "reminders_confirmed" "reminders",
    RemindersChanged "reminders_changed" "reminders",
    RemindersEnded "reminders_ended" "reminders",
    MessageSentAgain "message_sent_again" "message",
    MessageDropped "message_dropped" "message",
}

#[derive(Clone, Copy, Debug)]
pub struct AuditEntry {
    pub practice: Uuid,
    /// `None` for what the installation does by itself, and for what is recorded without a name.
    pub actor: Option<Uuid>,
    pub action: AuditAction,
    pub subject: Uuid,
}

impl AuditEntry {
    /// The part of the key that keeps an entry unique among its kind.
    fn once(&self) -> String {
        format!("{} {} {}", self.action.code(), self.action.subject_kind(), self.subject)
    }
}

pub async fn record(conn: &mut PgConnection, entry: AuditEntry, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    insert(conn, entry, now, None).await?;
    Ok(())
}

/// Records an act without a name, once per subject: with no actor, and no time finer than the day.
pub async fn record_once(conn: &mut PgConnection, entry: AuditEntry, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let day = now.duration_trunc(TimeDelta::days(1)).unwrap_or(now);
    insert(conn, AuditEntry { actor: None, ..entry }, day, Some(entry.once())).await?;
    Ok(())
}

/// Records a read, once per person, subject and hour. Returns whether it wrote a row, and so whether there is anything to commit.
pub async fn record_read(conn: &mut PgConnection, entry: AuditEntry, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let (actor, hour) = (entry.actor.unwrap_or_default(), now.format("%Y-%m-%dT%H"));
    insert(conn, entry, now, Some(format!("{} {actor} {hour}", entry.once()))).await
}

async fn insert(conn: &mut PgConnection, entry: AuditEntry, at: DateTime<Utc>, once: Option<String>) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query!(
        "insert into audit_entry (practice_id, at, actor, action, subject_kind, subject_id, once) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (practice_id, once) do nothing",
        entry.practice,
        at,
        entry.actor,
        entry.action.code(),
        entry.action.subject_kind(),
        entry.subject,
        once
    )
    .execute(conn)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

-- Tables, columns and functions get the names that the code and the screens use. Sealed texts stay bound to the names under which they
-- were sealed (SealContext).

alter table standing rename to practice_access;
alter table passage rename to transition;
alter table farewell_word rename to farewell_message;
alter table word_request rename to contact_request;

alter table commitment rename column standing to status;
alter table commitment rename constraint commitment_standing_is_known to commitment_status_is_known;
alter table commitment_outcome rename column told to shared;
alter table concern rename column told_phones to announced_phones;
alter table concern rename column told_cards to announced_cards;
alter table concern rename column told_others to announced_others;
alter table brainstorm rename column waiting_told to waiting_announced;
alter table brainstorm rename constraint waiting_told_is_not_negative to waiting_announced_is_not_negative;
alter table person rename column recovery_word_told to recovery_word_confirmed;
alter table person rename constraint only_a_word_is_told to only_a_word_is_confirmed;
alter table reminder rename constraint told_once to reminder_once;

alter procedure behind_the_wall(regclass) rename to enable_row_security;

-- Acts get the codes of AuditAction, which never change again.
drop trigger audit_is_append_only on audit_entry;
alter table audit_entry rename column act to action;
update audit_entry a set action = n.code, once = replace(a.once, a.action || ' ' || a.subject_kind, n.code || ' ' || n.kind), subject_kind = n.kind
from (values
    ('founded', 'practice', 'practice_founded', 'practice'),
    ('changed', 'practice', 'practice_changed', 'practice'),
    ('changed the guide of', 'practice', 'guide_changed', 'practice'),
    ('made', 'staff_invitation', 'staff_invitation_made', 'staff_invitation'),
    ('revoked', 'staff_invitation', 'staff_invitation_revoked', 'staff_invitation'),
    ('took', 'staff_invitation', 'staff_invitation_accepted', 'staff_invitation'),
    ('gave a sign-in link to', 'staff', 'staff_sign_in_link_made', 'staff'),
    ('changed', 'staff', 'staff_role_changed', 'staff'),
    ('removed', 'staff', 'staff_removed', 'staff'),
    ('formed', 'group', 'group_formed', 'group'),
    ('changed', 'group', 'group_changed', 'group'),
    ('ended', 'group', 'group_ended', 'group'),
    ('opened again', 'group', 'group_reopened', 'group'),
    ('handed the group to', 'membership', 'group_handed_over', 'membership'),
    ('changed', 'group’s profile', 'group_profile_changed', 'group_profile'),
    ('added', 'membership', 'member_added', 'membership'),
    ('joined', 'membership', 'member_joined', 'membership'),
    ('admitted', 'membership', 'member_admitted', 'membership'),
    ('paused', 'membership', 'member_paused', 'membership'),
    ('let come back', 'membership', 'member_returned', 'membership'),
    ('graduated', 'membership', 'member_graduated', 'membership'),
    ('left', 'membership', 'member_left', 'membership'),
    ('removed', 'membership', 'member_removed', 'membership'),
    ('gave a sign-in link to', 'membership', 'member_sign_in_link_made', 'membership'),
    ('read the guide with', 'membership', 'guide_read', 'membership'),
    ('decided', 'membership', 'admission_decided', 'membership'),
    ('not needed', 'membership', 'contact_not_needed', 'membership'),
    ('not needed', 'climate', 'climate_not_needed', 'climate'),
    ('made', 'invitation', 'invitation_made', 'invitation'),
    ('revoked', 'invitation', 'invitation_revoked', 'invitation'),
    ('read', 'intake', 'intake_read', 'intake'),
    ('read', 'emergency contact', 'emergency_contact_read', 'emergency_contact'),
    ('wrote', 'intake', 'intake_written', 'intake'),
    ('took back', 'intake', 'intake_withdrawn', 'intake'),
    ('read', 'group’s intakes', 'group_intakes_read', 'group_intakes'),
    ('signed', 'charter', 'charter_signed', 'charter'),
    ('proposed', 'proposal', 'proposal_made', 'proposal'),
    ('answered', 'proposal', 'proposal_answered', 'proposal'),
    ('reworded', 'proposal', 'proposal_reworded', 'proposal'),
    ('opened the answers to', 'proposal', 'proposal_answers_opened', 'proposal'),
    ('withdrew', 'proposal', 'proposal_withdrawn', 'proposal'),
    ('planned', 'session', 'session_planned', 'session'),
    ('started', 'session', 'session_started', 'session'),
    ('ended', 'session', 'session_ended', 'session'),
    ('closed by itself', 'session', 'session_closed_by_itself', 'session'),
    ('cancelled', 'session', 'session_cancelled', 'session'),
    ('moved', 'session', 'session_moved', 'session'),
    ('planned', 'series', 'series_planned', 'series'),
    ('ended', 'series', 'series_ended', 'series'),
    ('moved', 'series', 'series_moved', 'series'),
    ('left a day out', 'series', 'series_day_skipped', 'series'),
    ('put a day back', 'series', 'series_day_restored', 'series'),
    ('corrected', 'attendance', 'attendance_corrected', 'attendance'),
    ('noted', 'regrets', 'regrets_noted', 'regrets'),
    ('took back', 'regrets', 'regrets_withdrawn', 'regrets'),
    ('noted', 'whereabouts', 'whereabouts_noted', 'whereabouts'),
    ('kept', 'backstage', 'backstage_kept', 'backstage'),
    ('thrown away', 'backstage', 'backstage_deleted', 'backstage'),
    ('named', 'substitution', 'substitute_named', 'substitution'),
    ('withdrew', 'substitution', 'substitute_withdrawn', 'substitution'),
    ('corrected', 'turn', 'turn_corrected', 'turn'),
    ('removed', 'turn', 'turn_removed', 'turn'),
    ('laid', 'concern', 'concern_laid', 'concern'),
    ('laid without names', 'session', 'concerns_laid_nameless', 'session'),
    ('answered without names', 'session', 'concerns_answered_nameless', 'session'),
    ('saw whose concerns are', 'session', 'concern_authors_read', 'session'),
    ('set aside', 'concern', 'concern_set_aside', 'concern'),
    ('put back', 'concern', 'concern_put_back', 'concern'),
    ('said what it has in common', 'concern', 'concern_theme_changed', 'concern'),
    ('changed', 'concern', 'concern_changed', 'concern'),
    ('took back', 'concern', 'concern_withdrawn', 'concern'),
    ('marked tender', 'concern', 'concern_marked_tender', 'concern'),
    ('unmarked tender', 'concern', 'concern_unmarked_tender', 'concern'),
    ('brought to the middle', 'concern', 'concern_brought_to_middle', 'concern'),
    ('let leave the middle', 'concern', 'concern_taken_from_middle', 'concern'),
    ('opened the answers', 'concern', 'concern_answers_opened', 'concern'),
    ('counted cards', 'concern', 'concern_cards_counted', 'concern'),
    ('added', 'idea', 'idea_added', 'idea'),
    ('added', 'point', 'point_added', 'point'),
    ('added without names', 'session', 'entries_added_nameless', 'session'),
    ('looked through', 'brainstorm', 'ideas_reviewed', 'brainstorm'),
    ('took names off', 'brainstorm', 'board_made_nameless', 'brainstorm'),
    ('gave dots', 'session', 'dots_given_nameless', 'session'),
    ('made', 'commitment', 'commitment_made', 'commitment'),
    ('offered', 'commitment', 'commitment_offered', 'commitment'),
    ('answered', 'commitment', 'commitment_answered', 'commitment'),
    ('let go', 'commitment', 'commitment_withdrawn', 'commitment'),
    ('told', 'commitment', 'outcome_reported', 'commitment'),
    ('entered', 'cards', 'cards_entered', 'cards'),
    ('entered', 'mood', 'mood_entered', 'mood'),
    ('answered', 'word', 'contact_request_answered', 'contact_request'),
    ('sent', 'closing', 'closing_sent', 'closing'),
    ('read', 'closing', 'closing_read', 'closing'),
    ('made', 'wall', 'wall_link_made', 'wall'),
    ('revoked', 'wall', 'wall_link_revoked', 'wall'),
    ('asked for', 'reminders', 'reminders_requested', 'reminders'),
    ('confirmed', 'reminders', 'reminders_confirmed', 'reminders'),
    ('changed', 'reminders', 'reminders_changed', 'reminders'),
    ('ended', 'reminders', 'reminders_ended', 'reminders'),
    ('sent again', 'message', 'message_sent_again', 'message'),
    ('let be', 'message', 'message_dropped', 'message')
) as n (act, of, code, kind)
where a.action = n.act and a.subject_kind = n.of;
create trigger audit_is_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_is_append_only();

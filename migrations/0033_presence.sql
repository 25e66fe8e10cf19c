-- When somebody was away between coming and leaving. Time present is the union of their stays and their turns; a sum of seconds away cannot
-- tell which of them a turn covers.
create table away (
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    left_at timestamptz not null,
    back_at timestamptz not null,
    primary key (session_id, membership_id, left_at),
    constraint away_in_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint away_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint away_between_coming_and_leaving foreign key (session_id, membership_id)
        references attendance (session_id, membership_id) on delete cascade,
    constraint who_is_away_comes_back_later check (back_at > left_at)
);

-- Of earlier sessions only the length is known: it stands right after the arrival. A hand that was up when its session ended came down there.
alter table attendance no force row level security;
alter table session no force row level security;
alter table hand no force row level security;
insert into away (practice_id, session_id, membership_id, left_at, back_at)
    select practice_id, session_id, membership_id, entered_at, entered_at + make_interval(secs => away_seconds) from attendance where away_seconds > 0;
update hand h set lowered_at = greatest(h.raised_at, s.ended_at) from session s
    where s.id = h.session_id and s.state = 'ended' and h.lowered_at is null and h.turn_id is null;
alter table attendance force row level security;
alter table session force row level security;
alter table hand force row level security;

alter table attendance drop column away_seconds;
call behind_the_wall('away');

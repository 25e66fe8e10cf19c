-- Whether anything in the group refers to a membership beside what a waiting person has too: their history, intake and place on the list,
-- notes about them, a planned arrival, reminders and notices that the program wrote, and what they have read. Tables of later migrations count.
-- An admission is undone only without it. The membership's row is locked: an act that is being written is waited for, a later one waits.
create function has_acted_as_member(of_membership uuid) returns boolean language plpgsql as $$
declare
    link record;
    refers boolean;
begin
    perform from membership where id = of_membership for update;
    for link in
        select c.conrelid::regclass as relation, here.attname as refers_by
        from pg_constraint c
        join pg_attribute there on there.attrelid = c.confrelid and there.attname = 'id'
        join pg_attribute here on here.attrelid = c.conrelid and here.attnum = c.conkey[array_position(c.confkey, there.attnum)]
        where c.contype = 'f' and c.confrelid = 'membership'::regclass and c.conname <> 'passage_of_member'
          and c.conrelid::regclass <> all (array[
              'membership_change', 'intake_part', 'admission_decision', 'waiting_place', 'private_note', 'individual_note', 'guide_reading',
              'not_needed', 'personal_change', 'reminder', 'substitution_notice']::regclass[])
    loop
        execute format('select exists (select from %s where %I = $1)', link.relation, link.refers_by) into refers using of_membership;
        if refers then
            return true;
        end if;
    end loop;
    return false;
end $$;

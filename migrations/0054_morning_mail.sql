-- A neutral mail in the morning to staff who ask for it: whether they do, the day of the last one in their zone, and its message.
alter table staff
    add column morning_mail bool not null default false,
    add column morning_mailed_on date,
    add column morning_message uuid;

-- What staff write down for somebody without a phone is marked as such, here as elsewhere.
alter table whereabouts add column noted_by uuid;
alter table whereabouts add constraint whereabouts_noted_by foreign key (practice_id, noted_by) references membership (practice_id, id);

-- A practice's kind word in one language or in both. `text` is in `locale`; `other_text` says the same in the other of the two.
alter table kind_word add column locale text constraint kind_word_locale_is_known check (locale in ('fa', 'en'));
update kind_word set locale = practice.locale from practice where practice.id = kind_word.practice_id;
alter table kind_word alter column locale set not null;
alter table kind_word add column other_text bytea;

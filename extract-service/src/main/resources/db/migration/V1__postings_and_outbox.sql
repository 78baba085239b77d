create table job_posting (
    posting_id                   uuid primary key,
    source_kind                  text not null,
    source_name                  text not null,
    source_uri                   text,
    received_at                  timestamptz not null,
    title                        text,
    company                      text,
    location                     text,
    date_posted                  date,
    language                     text not null,
    text                         text not null,
    text_sha256                  text not null,
    role_class                   text not null,
    first_language               text,
    extractor_engine             text not null,
    extractor_model              text,
    extractor_prompt_version     text,
    extractor_vocabulary_version text not null,
    extracted_at                 timestamptz not null,
    -- the event's payload
    requirements                 jsonb not null
);

-- The list, newest first, of all postings and of a role class: pages and totals are read from the index alone.
create index job_posting_newest on job_posting (received_at desc, posting_id desc);
create index job_posting_of_role_class_newest on job_posting (role_class, received_at desc, posting_id desc);

-- received_at is repeated here, so that the list of a common skill needs no sort of a third of all postings.
create table posting_skill (
    posting_id  uuid not null references job_posting on delete cascade,
    skill_id    text not null,
    necessity   text not null check (necessity in ('essential', 'optional', 'responsibility')),
    received_at timestamptz not null,
    primary key (posting_id, skill_id)
);

create index posting_skill_newest on posting_skill (skill_id, received_at desc, posting_id desc);

create table outbox (
    id         bigserial primary key,
    posting_id uuid not null,
    event_id   uuid not null,
    event_type text not null,
    payload    text not null,
    created_at timestamptz not null
)
-- A queue: rows live for milliseconds, and the scan for the oldest must not wade through the dead ones.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

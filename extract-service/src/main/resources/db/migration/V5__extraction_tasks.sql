-- The model has not read it yet; also in the payload.
alter table job_posting add column degraded boolean not null default false;

create index job_posting_degraded on job_posting (posting_id) where degraded;

create table re_extraction (
    id           uuid primary key,
    filter       jsonb not null,
    created_at   timestamptz not null,
    total        integer not null,
    done         integer not null default 0,
    -- When nothing of it waited any more.
    finished_at  timestamptz,
    cancelled_at timestamptz
);

create index re_extraction_newest on re_extraction (created_at desc, id desc);

create index re_extraction_unfinished on re_extraction (id) where finished_at is null;

-- A posting waits once. No reference to job_posting: a million checks of a re-extraction, for rows that are never deleted.
create table extraction_task (
    posting_id       uuid primary key,
    re_extraction_id uuid,
    -- The model owes it, re-extraction or not; these go first.
    first_reading    boolean not null,
    attempts         integer not null default 0,
    -- Those of the attempts that failed by themselves, not because the model was away.
    failures         integer not null default 0,
    -- Also the end of the lease: a task whose worker died is simply due again.
    not_before       timestamptz not null,
    lease            uuid,
    given_up         boolean not null default false,
    last_error       text,
    created_at       timestamptz not null
)
-- A queue, as the outbox is.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create index extraction_task_next on extraction_task (first_reading, not_before, posting_id) where not given_up;

create index extraction_task_of_re_extraction on extraction_task (re_extraction_id, given_up) where re_extraction_id is not null;

create index extraction_task_given_up on extraction_task (posting_id) where given_up;

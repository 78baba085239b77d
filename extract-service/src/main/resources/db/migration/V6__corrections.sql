-- What people corrected, and what the extractor itself read, so that a correction can be taken back.
alter table job_posting
    add column corrections  jsonb,
    add column corrected_at timestamptz,
    add column reading      jsonb;

create index job_posting_corrected on job_posting (corrected_at) where corrections is not null;

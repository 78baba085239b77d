-- The earlier posting that this one repeats; also in the payload.
alter table job_posting add column duplicate_of uuid;

-- What is kept of a posting to find its repeats. Written before the posting itself, in the same transaction.
create table posting_signature (
    posting_id  uuid primary key references job_posting on delete cascade deferrable initially deferred,
    -- Of the first record; it decides which of two is the earlier one, and never changes.
    received_at timestamptz not null,
    company     text not null,
    title       text not null,
    signature   bytea not null
);

-- Postings that agree in a band are compared. No reference to posting_signature: to follow a deletion it would need an index of its own,
-- the largest of all, and a band whose posting is gone is joined with nothing.
create table posting_band (
    band        bigint not null,
    received_at timestamptz not null,
    posting_id  uuid not null,
    primary key (band, received_at, posting_id)
);

-- A posting as it was last read. Everything else in this schema and in Redis is derived from this table.
create table posting (
    posting_id   uuid        primary key,
    extracted_at timestamptz not null,
    role_class   text        not null,
    -- The day of the advertisement, else of its receipt, else of its extraction (UTC).
    posted_on    date        not null,
    -- The gates of an application; 0: the posting does not say.
    education    text,
    internship_months        integer not null,
    internship_days_per_week integer not null,
    duplicate_of uuid,
    -- What planning needs of the requirements, so that a plan parses no JSON: PostingSignature says how it is written.
    signature    text        not null,
    revision     bigint      not null,
    payload      jsonb       not null
);

-- The planner asks for what has changed since the revision it has seen.
create unique index posting_revision on posting (revision);

create sequence posting_revision_seq owned by posting.revision;

-- Maintained by differences in the transaction that writes the posting.
create table market_counter (
    role_class text   not null,
    month      date   not null,
    kind       text   not null check (kind in ('posting', 'skill', 'first-language')),
    subject    text   not null,
    detail     text   not null,
    n          bigint not null check (n >= 0),
    primary key (role_class, month, kind, subject, detail)
);

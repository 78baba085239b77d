-- What retrieval knows a posting by. Vectors grow in the order of commits (EmbeddingRepository takes a lock), so that an instance that
-- has read up to a sequence has missed none before it.
create sequence posting_embedding_sequence;

create table posting_embedding (
    posting_id uuid primary key references job_posting on delete cascade,
    model      text not null,
    -- of the words that were embedded
    sha256     bytea not null,
    -- CompactVector: a byte a dimension, and a scale
    vector     bytea not null,
    sequence   bigint not null default nextval('posting_embedding_sequence'),
    -- whether an earlier vector of the posting had to give way
    replaced   boolean not null default false
);

-- Also tells at once whether vectors of another model are there.
create index posting_embedding_since on posting_embedding (model, sequence);

-- The vector of words that were embedded before, whichever posting's: a stored posting is asked about without embedding it again.
create index posting_embedding_of_words on posting_embedding using hash (sha256);

-- The postings to embed, a row for each time one came or changed. Not a mark at the posting: the worker would write the whole wide row
-- again, and whoever stores the posting would wait for the worker's lock.
create table embedding_due (
    id         bigserial primary key,
    posting_id uuid not null
)
-- A queue, as the outbox is.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create function note_embedding_due() returns trigger language plpgsql set search_path from current as $$
begin
    insert into embedding_due (posting_id) values (new.posting_id);
    return null;
end $$;

-- A trigger, so that no way to store a posting can forget it.
create trigger job_posting_came after insert on job_posting for each row execute function note_embedding_due();
create trigger job_posting_changed after update on job_posting for each row
    when ((old.title, old.text) is distinct from (new.title, new.text)) execute function note_embedding_due();

-- Of the postings read so far.
insert into embedding_due (posting_id) select posting_id from job_posting order by received_at, posting_id;

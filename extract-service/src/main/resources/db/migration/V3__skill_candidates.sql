-- The mentions that the vocabulary does not know, of postings that repeat no other.
create table posting_unlinked (
    posting_id uuid not null references job_posting on delete cascade,
    -- Order by bytes: the same on every machine, whatever its locale.
    normalised text collate "C" not null,
    words      text not null,
    quote      text not null,
    primary key (posting_id, normalised)
);

create index posting_unlinked_examples on posting_unlinked (normalised, posting_id);

-- How many postings have each, kept with every change, so that a list need not count millions of mentions.
create table skill_candidate (
    normalised text collate "C" primary key,
    postings   integer not null
);

create index skill_candidate_most_first on skill_candidate (postings desc, normalised);

-- Of the postings read so far.
insert into posting_unlinked (posting_id, normalised, words, quote)
select p.posting_id, regexp_replace(lower(normalize(s ->> 'label', nfkc)), '\s', '', 'g') as normalised, s ->> 'label',
    r -> 'evidence' ->> 'quote'
from job_posting p, jsonb_array_elements(p.requirements -> 'requirements') r, jsonb_array_elements(r -> 'anyOf') s
where s ->> 'skillId' is null and p.duplicate_of is null and length(s ->> 'label') between 1 and 100
on conflict do nothing;

insert into skill_candidate select normalised, count(*) from posting_unlinked group by normalised;

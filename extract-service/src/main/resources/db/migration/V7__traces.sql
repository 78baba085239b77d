-- The trace that a posting came in, and an event is a part of, as W3C Trace Context's header; null where nothing is traced.
alter table job_posting add column traceparent text;

alter table outbox add column traceparent text;

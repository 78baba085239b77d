-- The trace that an event is a part of, as W3C Trace Context's header; null where nothing is traced.
alter table outbox add column traceparent text;

package dev.nextskill.extract.task;

/** Told within this instance once tasks are committed, so that they need not wait for the next look. */
public record TasksAdded() {}

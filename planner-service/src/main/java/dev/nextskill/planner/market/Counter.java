package dev.nextskill.planner.market;

/** A count. */
record Counter(CounterKey key, long n) {}

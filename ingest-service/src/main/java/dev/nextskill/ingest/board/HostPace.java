package dev.nextskill.ingest.board;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps requests to one host apart, whichever source they are for. Thread-safe. */
final class HostPace {

    private final Duration gap;
    private final Map<String, Instant> freeAt = new HashMap<>();

    HostPace(Duration gap) {
        this.gap = gap;
    }

    /** Takes the host for a request now, if it is free. */
    synchronized boolean take(String host, Instant now) {
        if (freeAt(host).isAfter(now)) {
            return false;
        }
        freeAt.put(host, now.plus(gap));
        return true;
    }

    /** Leaves the host alone until then, because it asked for it. */
    synchronized void hold(String host, Instant until) {
        if (until.isAfter(freeAt(host))) {
            freeAt.put(host, until);
        }
    }

    synchronized Instant freeAt(String host) {
        return freeAt.getOrDefault(host, Instant.MIN);
    }
}

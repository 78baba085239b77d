package dev.nextskill.extract.model;

import org.jspecify.annotations.Nullable;

/**
 * A call that can be cut off on the wire. The client knows no total deadline, and an answer that drips would hold its connection long
 * after everybody has stopped to wait for it; so the wire's side says here how to break off the call of its thread.
 */
final class AbortableCall {

    private static final ThreadLocal<@Nullable AbortableCall> CURRENT = new ThreadLocal<>();

    private @Nullable Runnable cutOff;
    private boolean aborted;

    /** What the calling thread does now, if it can be cut off. */
    static @Nullable AbortableCall current() {
        return CURRENT.get();
    }

    void begin() {
        CURRENT.set(this);
    }

    static void end() {
        CURRENT.remove();
    }

    synchronized void onAbort(Runnable how) {
        cutOff = how;
        if (aborted) {
            how.run();
        }
    }

    synchronized void abort() {
        aborted = true;
        if (cutOff != null) {
            cutOff.run();
        }
    }
}

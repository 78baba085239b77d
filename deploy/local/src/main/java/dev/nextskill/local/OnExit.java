package dev.nextskill.local;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what it owns, the newest first and each once: in the ordinary way, or when the JVM is told to end (Ctrl-C, SIGTERM) at whatever
 * moment; the JVM waits until all is closed.
 */
final class OnExit implements AutoCloseable {

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Thread hook = new Thread(this::closeAll, "on-exit");

    OnExit() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized <T extends AutoCloseable> T own(T closeable) {
        owned.push(closeable);
        return closeable;
    }

    private synchronized void closeAll() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM ends already; its hook finds nothing left to close.
        }
    }
}

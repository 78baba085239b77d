package dev.nextskill.local;

import java.util.List;

/** Closes things in order when the JVM is told to end (Ctrl-C, SIGTERM) before they were closed in the ordinary way. */
final class OnExit implements AutoCloseable {

    private final Thread hook;

    private OnExit(Thread hook) {
        this.hook = hook;
    }

    static OnExit close(AutoCloseable... inOrder) {
        Thread hook = new Thread(
                () -> List.of(inOrder).forEach(each -> {
                    try {
                        each.close();
                    } catch (Exception e) {
                        System.err.println("While stopping: " + e);
                    }
                }),
                "on-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnExit(hook);
    }

    /** Forgets about it: the ordinary way has come. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook does the work; the ordinary way must not end the JVM under it.
            try {
                hook.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

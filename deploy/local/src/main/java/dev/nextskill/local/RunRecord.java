package dev.nextskill.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What runs on a data directory, for {@code ./nextskill status}, for the other commands to find the services, and for the next start to
 * clean up after a killed launcher.
 *
 * @param processes in the order of their start
 * @param services addresses by service name, for instance {@code ingest} → {@code http://localhost:8081}
 * @param stack the configuration keys by which a service finds the stack
 */
record RunRecord(
        RunningProcess launcher,
        List<RunningProcess> processes,
        Map<String, String> services,
        Map<String, String> stack) {

    /** A process id alone is not enough: ids are used again. */
    record RunningProcess(String name, long pid, Instant startedAt) {

        static RunningProcess of(String name, ProcessHandle handle) {
            return new RunningProcess(
                    name, handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
        }

        Optional<ProcessHandle> find() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle ->
                            handle.info().startInstant().orElse(Instant.EPOCH).equals(startedAt));
        }
    }

    static void stop(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(15, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            handle.destroyForcibly();
        } catch (InterruptedException e) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.nextskill.local;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A server of the stack. Stopping one that does not run does nothing; one that was stopped can be started again on its data. */
interface StackPart {

    /** Returns once the server answers. */
    void start() throws IOException, InterruptedException;

    void stop();

    /** Its process, from the moment it is spawned. */
    Optional<ProcessHandle> process();

    /** The configuration keys by which a Quarkus service finds it. */
    Map<String, String> serviceConfiguration();
}

package dev.nextskill.local;

import dev.nextskill.local.ServiceProcess.Name;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Finds the services that {@code ./nextskill up} started, for the commands that use them. */
final class RunningSystem {

    static final String DEFAULT_DATA = "${sys:user.home}/.nextskill";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT_DATA,
            description = "The data directory of the NextSkill to talk to (default: ~/.nextskill).")
    private Path data;

    Path data() {
        return data;
    }

    /** The address of a service: the run record's, or the usual one where there is none (services started by other means). */
    String address(Name service) {
        return DataDirectory.readRunRecord(data)
                .map(run -> run.services().get(service.toString()))
                .orElse("http://localhost:" + service.usualPort);
    }
}

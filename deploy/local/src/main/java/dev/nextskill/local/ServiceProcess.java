package dev.nextskill.local;

import dev.nextskill.local.RunRecord.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of the three services, as a child JVM. */
final class ServiceProcess {

    /** Which service, and where it listens unless told otherwise. */
    enum Name {
        INGEST(8081),
        EXTRACT(8082),
        PLANNER(8083);

        final int usualPort;

        Name(int usualPort) {
            this.usualPort = usualPort;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Name name;
    private final int port;
    private final ChildProcess process;

    private ServiceProcess(Name name, int port, ChildProcess process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** @param configuration Quarkus keys, handed over as environment variables so that no password stands in the process list */
    static ServiceProcess launch(Name name, int port, Map<String, String> configuration, Path home, Path log)
            throws IOException {
        Path jar = home.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
            throw new StartFailedException("%s is missing. Build it with ./mvnw package -DskipTests".formatted(jar));
        }
        Map<String, String> environment = new HashMap<>();
        configuration.forEach((key, value) -> environment.put(environmentVariable(key), value));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        // There is no access control yet: not for the network.
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        ChildProcess process = ChildProcess.start(
                name + "-service",
                List.of(
                        ChildProcess.java(),
                        "-Xms32m",
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Dfile.encoding=UTF-8",
                        "-jar",
                        jar.toString()),
                environment,
                log);
        return new ServiceProcess(name, port, process);
    }

    /** MicroProfile Config's rule for environment variables. */
    private static String environmentVariable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    StartFailedException endsAgainAndAgain() {
        return process.failedToStart("ends again and again");
    }

    void awaitReady(HttpApi api, Duration atMost) throws InterruptedException {
        boolean answered = Ports.await(atMost, () -> !process.isAlive() || api.isReady(address()));
        if (!process.isAlive()) {
            throw process.failedToStart("ended while starting");
        }
        if (!answered) {
            throw process.failedToStart("was not ready after %d s".formatted(atMost.toSeconds()));
        }
    }

    Name name() {
        return name;
    }

    int port() {
        return port;
    }

    String address() {
        return "http://localhost:" + port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    RunningProcess process() {
        return RunningProcess.of(process.name(), process.handle());
    }

    void stop() {
        process.stop(Duration.ofSeconds(15));
    }
}

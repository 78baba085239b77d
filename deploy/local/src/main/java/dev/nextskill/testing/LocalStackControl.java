package dev.nextskill.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The real Kafka, PostgreSQL and Redis, in processes of their own, with ways to stop and start each. They end with this JVM, whatever
 * its end: their input closes.
 */
public final class LocalStackControl {

    /** A server of the stack. */
    public enum Part {
        POSTGRES,
        KAFKA,
        REDIS
    }

    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Map<String, String> configuration;

    private LocalStackControl(Process process) throws IOException {
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        configuration = new LinkedHashMap<>();
        for (String line = readLine(); !line.equals("ready"); line = readLine()) {
            String[] keyAndValue = line.split("=", 2);
            configuration.put(keyAndValue[0], keyAndValue[1]);
        }
    }

    static LocalStackControl launch() {
        Path target = launcher();
        String classPath = target.resolve("classes")
                + File.pathSeparator
                + target.resolve("lib").resolve("*");
        try {
            return new LocalStackControl(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            "dev.nextskill.local.NextSkill",
                            "stack")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path launcher() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path target = folder.resolve("deploy/local/target");
            if (Files.isDirectory(target.resolve("lib"))) {
                return target;
            }
        }
        throw new IllegalStateException(
                "deploy/local is not built: run ./mvnw -q package -DskipTests -pl deploy/local");
    }

    /** The configuration keys by which a Quarkus service finds the stack. */
    public Map<String, String> serviceConfiguration() {
        return Map.copyOf(configuration);
    }

    public String kafkaBootstrapServers() {
        return configuration.getOrDefault("kafka.bootstrap.servers", "");
    }

    /** Stops a server in order; returns when it has stopped. */
    public void stop(Part part) {
        command("stop " + part.name().toLowerCase(Locale.ROOT));
    }

    /** Starts a server again on its data and port; returns when it answers. */
    public void start(Part part) {
        command("start " + part.name().toLowerCase(Locale.ROOT));
    }

    private synchronized void command(String line) {
        try {
            commands.write(line);
            commands.newLine();
            commands.flush();
            String answer = readLine();
            if (!answer.equals("done")) {
                throw new IllegalStateException("\"%s\" %s".formatted(line, answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readLine() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("The local stack has ended; what it printed on standard error says why");
        }
        return line;
    }
}

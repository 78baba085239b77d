package dev.nextskill.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** The real redis-server, from the embedded-redis artefact. */
final class RedisServer implements StackPart {

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final DataDirectory data;
    private final int port;
    private @Nullable Path executable;
    private volatile @Nullable ChildProcess process;

    RedisServer(DataDirectory data, int port) {
        this.data = data;
        this.port = port;
    }

    /** Call it while nobody starts a process: a child forked meanwhile holds the file open, and then it cannot be executed. */
    Path unpack() throws IOException {
        Path directory = Files.createDirectories(data.path("redis"));
        Path unpacked = ExecutableProvider.newJarResourceProvider(directory.toFile())
                .get()
                .toPath();
        executable = unpacked;
        return unpacked;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Path executable = this.executable == null ? unpack() : this.executable;
        Path directory = data.path("redis");
        ChildProcess redis = ChildProcess.start(
                "Redis",
                List.of(
                        executable.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        directory.toString(),
                        // The product's Redis content is derived: a second's loss after a crash is repaired by the
                        // services.
                        "--appendonly",
                        data.isEphemeral() ? "no" : "yes",
                        "--save",
                        ""),
                Map.of(),
                data.log("redis"));
        process = redis;
        if (!Ports.await(Duration.ofSeconds(10), () -> !redis.isAlive() || answers()) || !redis.isAlive()) {
            throw redis.failedToStart("did not start");
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write(PING);
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(5));
            process = null;
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(ChildProcess::handle);
    }

    @Override
    public Map<String, String> serviceConfiguration() {
        return Map.of("quarkus.redis.hosts", "redis://localhost:" + port);
    }

    @Override
    public String toString() {
        return "Redis";
    }
}

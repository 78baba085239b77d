package dev.nextskill.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one installation keeps its data, logs and run record. At most one launcher holds it: the lock goes with the process, so a
 * killed launcher leaves none.
 */
final class DataDirectory implements AutoCloseable {

    private static final String RUN_RECORD = "run.json";

    private final Path root;
    private final boolean ephemeral;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, boolean ephemeral, FileChannel channel, FileLock lock) {
        this.root = root;
        this.ephemeral = ephemeral;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the directory, making it where it is missing.
     *
     * @throws StartFailedException if another launcher holds it
     */
    static DataDirectory take(Path directory) throws IOException {
        return take(directory.toAbsolutePath().normalize(), false);
    }

    /** A new directory that is deleted on {@link #close}. */
    static DataDirectory ephemeral() throws IOException {
        return take(Files.createTempDirectory("nextskill-"), true);
    }

    private static DataDirectory take(Path root, boolean ephemeral) throws IOException {
        try {
            makePrivate(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                String who = readRunRecord(root)
                        .map(run -> " (process %d, since %s)"
                                .formatted(run.launcher().pid(), run.launcher().startedAt()))
                        .orElse("");
                throw new StartFailedException(
                        "NextSkill already runs on %s%s. Stop it with Ctrl-C in its window, or choose another directory with --data."
                                .formatted(root, who));
            }
            return new DataDirectory(root, ephemeral, channel, lock);
        } catch (AccessDeniedException | FileAlreadyExistsException e) {
            throw new StartFailedException(
                    "%s cannot be used as the data directory (%s). Choose another with --data.".formatted(root, e), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    boolean isEphemeral() {
        return ephemeral;
    }

    Path path(String part) {
        return root.resolve(part);
    }

    Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    /** Executables unpacked from artefacts: kept for the user's ephemeral runs, which would otherwise unpack them each time. */
    Path binaries() throws IOException {
        return makePrivate(
                ephemeral
                        ? Path.of(System.getProperty("user.home"), ".cache", "nextskill", "binaries")
                        : root.resolve("binaries"));
    }

    /** Nobody else may read the data or change what is executed. */
    private static Path makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }

    void write(RunRecord run) {
        try {
            Path written = root.resolve(RUN_RECORD + ".tmp");
            Json.MAPPER.writeValue(written.toFile(), run);
            Files.move(
                    written,
                    root.resolve(RUN_RECORD),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs, or ran last, on a directory; empty when nothing ever did. */
    static Optional<RunRecord> readRunRecord(Path root) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readString(root.resolve(RUN_RECORD)), RunRecord.class));
        } catch (NoSuchFileException | JsonProcessingException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what a killed launcher left running on this directory, and says what. */
    List<String> stopLeftovers() {
        List<RunRecord.RunningProcess> left = readRunRecord(root).stream()
                .flatMap(run -> run.processes().stream())
                .filter(process -> process.find().isPresent())
                .toList();
        // Services before the stack they use.
        for (int i = left.size() - 1; i >= 0; i--) {
            left.get(i).find().ifPresent(RunRecord::stop);
        }
        return left.stream().map(RunRecord.RunningProcess::name).toList();
    }

    @Override
    public void close() throws IOException {
        boolean allStopped = readRunRecord(root).stream()
                .flatMap(run -> run.processes().stream())
                .noneMatch(process -> process.find().isPresent());
        if (allStopped) {
            Files.deleteIfExists(root.resolve(RUN_RECORD));
        }
        lock.release();
        channel.close();
        if (ephemeral) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

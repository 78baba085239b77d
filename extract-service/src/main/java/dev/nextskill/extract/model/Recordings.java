package dev.nextskill.extract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A folder of answers, a file a prompt: {@code <hash>.json}, the hash over model, response format and messages. {@code
 * docs/evaluation.md} describes the format.
 */
final class Recordings {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Path folder;

    Recordings(Path folder) {
        this.folder = folder;
    }

    /** The content of a file. */
    record Recording(Instant recordedAt, Prompt prompt, KeptAnswer answer) {}

    private Path fileOf(Prompt prompt) {
        return folder.resolve(prompt.recordingKey() + ".json");
    }

    Optional<KeptAnswer> find(Prompt prompt) {
        Path file = fileOf(prompt);
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(file), Recording.class).answer());
        } catch (NoSuchFileException notRecorded) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s is no recorded answer (%s). Delete it to have it recorded again."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    void keep(Prompt prompt, KeptAnswer answer, Instant when) {
        try {
            Files.createDirectories(folder);
            // Whole or not at all, also when two write the same.
            Path written = Files.createTempFile(folder, "writing-", ".tmp");
            Files.writeString(written, JSON.writeValueAsString(new Recording(when, prompt, answer)) + "\n");
            Files.move(written, fileOf(prompt), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The answer cannot be recorded in %s. Check extract.model.recordings.".formatted(folder), e);
        }
    }

    /** What to say when an answer is missing: where it should be, and to what. */
    String complaint(Prompt prompt) {
        return """
                No recorded answer: there is no file %s. It was recorded with another model (now: %s), response format, prompt or \
                retrieval, or never; ./nextskill record makes it. The prompt:
                %s""".formatted(
                        fileOf(prompt),
                        prompt.model(),
                        prompt.messages().stream()
                                .map(message -> "[%s] %s".formatted(message.role(), message.text()))
                                .collect(Collectors.joining("\n")));
    }
}

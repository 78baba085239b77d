package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Sends postings to the ingest-service and sums up what became of them. */
final class Postings {

    /** @param complaints what was rejected and why, at most {@link #SHOWN} */
    record Outcome(long accepted, long duplicates, long rejected, List<String> complaints) {

        static final int SHOWN = 20;

        Outcome {
            complaints = List.copyOf(complaints);
        }

        String summary() {
            return String.format(
                    Locale.ROOT, "%,d accepted, %,d already known, %,d rejected", accepted, duplicates, rejected);
        }

        long answered() {
            return accepted + duplicates + rejected;
        }

        static Outcome none() {
            return new Outcome(0, 0, 0, List.of());
        }

        Outcome plus(Outcome other) {
            List<String> all = new ArrayList<>(complaints);
            all.addAll(other.complaints);
            return new Outcome(
                    accepted + other.accepted,
                    duplicates + other.duplicates,
                    rejected + other.rejected,
                    all.subList(0, Math.min(SHOWN, all.size())));
        }

        static Outcome of(String status, String complaint) {
            return switch (status) {
                case "accepted" -> new Outcome(1, 0, 0, List.of());
                case "duplicate" -> new Outcome(0, 1, 0, List.of());
                default -> new Outcome(0, 0, 1, List.of(complaint));
            };
        }
    }

    private static final int CHUNK = 500;

    /** Bytes after which a chunk is sent at the end of a line, and after which a line without end is given up. */
    private static final int LARGE_CHUNK = 4_000_000;

    private static final int LARGEST_CHUNK = 16_000_000;

    private final HttpApi api;
    private final String ingest;

    Postings(HttpApi api, String ingest) {
        this.api = api;
        this.ingest = ingest;
    }

    /** Sends one posting. */
    Outcome send(String name, String contentType, byte[] posting) throws InterruptedException {
        try {
            JsonNode answer = api.post(ingest + "/api/job-postings", contentType, BodyPublishers.ofByteArray(posting));
            return Outcome.of(answer.path("status").asText(), name);
        } catch (CommandFailedException e) {
            return Outcome.of("rejected", "%s: %s".formatted(name, e.getMessage()));
        }
    }

    /**
     * Sends a posting a line, so many lines a request: Java's client reads an answer only after it has sent the whole request, and the
     * service stops reading when its answers are not read.
     *
     * @param progress told of the number of lines answered so far
     */
    Outcome sendLines(String name, InputStream lines, LongConsumer progress) throws IOException, InterruptedException {
        Outcome outcome = Outcome.none();
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        long sent = 0;
        int inChunk = 0;
        boolean blank = true;
        for (int c = lines.read(); ; c = lines.read()) {
            if (c >= 0) {
                chunk.write(c);
                blank = false;
            }
            if (c == '\n' || (c < 0 && !blank)) {
                inChunk++;
                blank = true;
            }
            if (inChunk == CHUNK || (c == '\n' && chunk.size() > LARGE_CHUNK) || (c < 0 && inChunk > 0)) {
                outcome = outcome.plus(sendChunk(name, chunk.toByteArray(), sent));
                sent += inChunk;
                progress.accept(outcome.answered());
                chunk.reset();
                inChunk = 0;
            }
            if (c < 0) {
                return outcome;
            }
            if (chunk.size() > LARGEST_CHUNK) {
                throw new CommandFailedException(
                        "%s has %,d bytes in the %d lines from line %d on. Is it NDJSON, a posting a line? Up to there: %s"
                                .formatted(name, chunk.size(), inChunk + 1, sent + 1, outcome.summary()));
            }
        }
    }

    private Outcome sendChunk(String name, byte[] lines, long before) throws IOException, InterruptedException {
        Outcome outcome = Outcome.none();
        try (BufferedReader results = new BufferedReader(new InputStreamReader(
                api.stream(
                        ingest + "/api/job-postings/batch", "application/x-ndjson", BodyPublishers.ofByteArray(lines)),
                StandardCharsets.UTF_8))) {
            for (String line = results.readLine(); line != null; line = results.readLine()) {
                JsonNode result = Json.MAPPER.readTree(line);
                outcome = outcome.plus(Outcome.of(
                        result.path("status").asText(),
                        "%s, line %d: %s"
                                .formatted(
                                        name,
                                        before + result.path("line").asLong(),
                                        result.path("reason").asText())));
            }
        }
        return outcome;
    }
}

package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Sends postings to the ingest-service and sums up what became of them. */
final class Postings {

    /** @param complaints what was rejected and why, at most {@link #SHOWN} */
    record Outcome(long accepted, long duplicates, long rejected, List<String> complaints) {

        static final int SHOWN = 20;

        Outcome {
            complaints = List.copyOf(complaints);
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
        BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        long sent = 0;
        StringBuilder chunk = new StringBuilder();
        int inChunk = 0;
        for (String line = reader.readLine(); ; line = reader.readLine()) {
            if (line != null) {
                chunk.append(line).append('\n');
                inChunk++;
            }
            if (inChunk == CHUNK || (line == null && inChunk > 0)) {
                outcome = outcome.plus(sendChunk(name, chunk.toString(), sent));
                sent += inChunk;
                progress.accept(outcome.answered());
                chunk.setLength(0);
                inChunk = 0;
            }
            if (line == null) {
                return outcome;
            }
        }
    }

    private Outcome sendChunk(String name, String lines, long before) throws IOException, InterruptedException {
        Outcome outcome = Outcome.none();
        try (BufferedReader results = new BufferedReader(new InputStreamReader(
                api.stream(ingest + "/api/job-postings/batch", "application/x-ndjson", BodyPublishers.ofString(lines)),
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

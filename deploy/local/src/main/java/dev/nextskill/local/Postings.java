package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Sends postings to the ingest-service and sums up what became of them. */
final class Postings {

    /**
     * @param complaints what was rejected and why, at most {@link #SHOWN}
     * @param notes what else the sender should know, for instance which columns were not read
     */
    record Outcome(long accepted, long duplicates, long rejected, List<String> complaints, List<String> notes) {

        static final int SHOWN = 20;

        Outcome {
            complaints = List.copyOf(complaints);
            notes = List.copyOf(notes);
        }

        String summary() {
            return String.format(
                    Locale.ROOT, "%,d accepted, %,d already known, %,d rejected", accepted, duplicates, rejected);
        }

        long answered() {
            return accepted + duplicates + rejected;
        }

        static Outcome none() {
            return new Outcome(0, 0, 0, List.of(), List.of());
        }

        Outcome plus(Outcome other) {
            List<String> all = new ArrayList<>(complaints);
            all.addAll(other.complaints);
            List<String> allNotes = new ArrayList<>(notes);
            allNotes.addAll(other.notes);
            return new Outcome(
                    accepted + other.accepted,
                    duplicates + other.duplicates,
                    rejected + other.rejected,
                    all.subList(0, Math.min(SHOWN, all.size())),
                    allNotes);
        }

        static Outcome of(String status, String complaint) {
            return switch (status) {
                case "accepted" -> new Outcome(1, 0, 0, List.of(), List.of());
                case "duplicate" -> new Outcome(0, 1, 0, List.of(), List.of());
                default -> new Outcome(0, 0, 1, List.of(complaint), List.of());
            };
        }
    }

    private static final int CHUNK = 500;

    /** A table of a hundred thousand rows takes minutes. */
    private static final Duration LONG_READ = Duration.ofMinutes(30);

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
        } catch (NothingAnswersException e) {
            throw e;
        } catch (CommandFailedException e) {
            return Outcome.of("rejected", "%s: %s".formatted(name, e.getMessage()));
        }
    }

    /**
     * Sends a file for the service to read: a picture, a document, or a table with a posting in each row.
     *
     * @param columns which columns of a table are which fields, as JSON; empty to have all recognised
     */
    Outcome sendFile(String name, Path file, String columns) throws IOException, InterruptedException {
        JsonNode answer;
        try {
            answer = post("/api/job-postings/files", file, columns);
        } catch (NothingAnswersException e) {
            throw e;
        } catch (CommandFailedException e) {
            return Outcome.of("rejected", "%s: %s".formatted(name, e.getMessage()));
        }
        Outcome outcome = Outcome.none();
        for (JsonNode receipt : answer) {
            outcome = outcome.plus(
                    receipt.has("table")
                            ? ofTable(name, receipt.path("table"))
                            : Outcome.of(receipt.path("status").asText(), name));
        }
        return outcome;
    }

    private static Outcome ofTable(String name, JsonNode table) {
        List<String> complaints = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            if (row.path("status").asText().equals("rejected") && complaints.size() < Outcome.SHOWN) {
                complaints.add("%s, %srow %s: %s"
                        .formatted(
                                name,
                                row.has("sheet")
                                        ? "sheet %s, "
                                                .formatted(row.path("sheet").asText())
                                        : "",
                                row.path("row").asText(),
                                row.path("reason").asText()));
            }
        }
        List<String> notes = new ArrayList<>();
        for (JsonNode sheet : table.path("sheets")) {
            List<String> unrecognised = new ArrayList<>();
            sheet.path("unrecognised").forEach(each -> unrecognised.add(each.asText()));
            if (!unrecognised.isEmpty()) {
                notes.add("%s%s: columns not read: %s"
                        .formatted(
                                name,
                                sheet.has("sheet")
                                        ? ", sheet %s"
                                                .formatted(sheet.path("sheet").asText())
                                        : "",
                                String.join(", ", unrecognised)));
            }
        }
        table.path("notRead").forEach(each -> notes.add("%s: not read: %s".formatted(name, each.asText())));
        return new Outcome(
                table.path("accepted").asLong(),
                table.path("duplicates").asLong(),
                table.path("rejected").asLong(),
                complaints,
                notes);
    }

    /**
     * How the service would read a table.
     *
     * @throws CommandFailedException when it would refuse it
     */
    JsonNode preview(Path file, String columns) throws IOException, InterruptedException {
        return post("/api/job-postings/files/preview", file, columns).path(0);
    }

    private JsonNode post(String path, Path file, String columns) throws IOException, InterruptedException {
        String boundary = "nextskill-" + UUID.randomUUID();
        // As browsers write it (WHATWG, multipart/form-data).
        String fileName = file.getFileName()
                .toString()
                .replace("\"", "%22")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
        StringBuilder before = new StringBuilder();
        if (!columns.isEmpty()) {
            before.append("--%s\r\nContent-Disposition: form-data; name=\"columns\"\r\n\r\n%s\r\n"
                    .formatted(boundary, columns));
        }
        before.append(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, fileName));
        // Together they know their length, which the service wants to be told before it takes anything.
        return api.post(
                ingest + path,
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(
                        BodyPublishers.ofString(before.toString()),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary))),
                LONG_READ);
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

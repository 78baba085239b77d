package dev.nextskill.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Has extract-service read postings by the model, which records the answers, and counts what came of it. */
final class ModelRecording {

    /** A long posting is asked about in parts, each of which may take a minute and be asked again. */
    private static final Duration LONG_READ = Duration.ofMinutes(15);

    private final HttpApi api;
    private final String address;
    private final int atOnce;
    private final Duration pause;

    /**
     * @param address of extract-service
     * @param retrieval whether prior postings help
     * @param atOnce postings at the same time
     * @param pause before what failed is tried again
     */
    ModelRecording(HttpApi api, String address, boolean retrieval, int atOnce, Duration pause) {
        this.api = api;
        this.address = address + "/api/extractions?engine=llm&retrieval=" + (retrieval ? "on" : "off");
        this.atOnce = atOnce;
        this.pause = pause;
    }

    /**
     * What came of it.
     *
     * @param postings read by the model
     * @param complaints one for each posting that was not
     */
    record Outcome(int postings, List<String> complaints) {}

    /** The answers in a folder, and what they have cost. */
    record Recorded(Set<String> files, long inputTokens, long outputTokens) {

        static Recorded in(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return new Recorded(Set.of(), 0, 0);
            }
            Set<String> files = new HashSet<>();
            long input = 0;
            long output = 0;
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(each -> each.toString().endsWith(".json"))
                        .toList()) {
                    JsonNode answer = Json.MAPPER.readTree(file.toFile()).path("answer");
                    files.add(file.getFileName().toString());
                    input += answer.path("inputTokens").asLong();
                    output += answer.path("outputTokens").asLong();
                }
            }
            return new Recorded(files, input, output);
        }
    }

    /** The postings of a file, by line number. */
    static TreeMap<Integer, ObjectNode> read(Path file) throws IOException {
        TreeMap<Integer, ObjectNode> postings = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                JsonNode posting = Json.MAPPER.readTree(lines.get(i));
                if (!posting.path("text").isTextual()) {
                    throw new CommandFailedException("%s, line %d: a posting needs a \"text\"".formatted(file, i + 1));
                }
                ObjectNode preview = Json.MAPPER.createObjectNode();
                for (String field : List.of("title", "company", "text")) {
                    if (posting.hasNonNull(field)) {
                        preview.set(field, posting.get(field));
                    }
                }
                postings.put(i + 1, preview);
            } catch (JsonProcessingException e) {
                throw new CommandFailedException(
                        "%s, line %d is no JSON: %s".formatted(file, i + 1, e.getOriginalMessage()), e);
            }
        }
        return postings;
    }

    /** Asks for all, and twice more for what failed; what is recorded already answers at once. */
    Outcome record(TreeMap<Integer, ObjectNode> postings, IntConsumer progress) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        TreeMap<Integer, ObjectNode> open = new TreeMap<>(postings);
        TreeMap<Integer, String> complaints = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            for (int round = 1; round <= 3 && !open.isEmpty(); round++) {
                if (round > 1) {
                    Thread.sleep(pause.toMillis());
                }
                complaints = round(open, threads, () -> progress.accept(done.incrementAndGet()));
                open.keySet().retainAll(complaints.keySet());
            }
        } finally {
            threads.shutdownNow();
        }
        List<String> said = new ArrayList<>();
        complaints.forEach((line, complaint) -> said.add("line %d: %s".formatted(line, complaint)));
        return new Outcome(done.get(), said);
    }

    private TreeMap<Integer, String> round(TreeMap<Integer, ObjectNode> open, ExecutorService threads, Runnable read)
            throws InterruptedException {
        TreeMap<Integer, Future<String>> answers = new TreeMap<>();
        open.forEach((line, posting) -> answers.put(line, threads.submit(() -> ask(posting, read))));
        TreeMap<Integer, String> complaints = new TreeMap<>();
        for (var answer : answers.entrySet()) {
            try {
                String complaint = answer.getValue().get();
                if (!complaint.isEmpty()) {
                    complaints.put(answer.getKey(), complaint);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            }
        }
        return complaints;
    }

    /** Returns what was wrong; empty when nothing was. */
    private String ask(ObjectNode posting, Runnable read) throws InterruptedException {
        try {
            api.post(address, "application/json", BodyPublishers.ofString(posting.toString()), LONG_READ);
            read.run();
            return "";
        } catch (NothingAnswersException e) {
            throw e;
        } catch (CommandFailedException e) {
            return e.getMessage();
        }
    }
}

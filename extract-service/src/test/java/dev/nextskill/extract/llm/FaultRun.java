package dev.nextskill.extract.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextskill.extract.evaluation.SharedData;
import dev.nextskill.extract.kafka.TestTopics;
import dev.nextskill.extract.model.ScriptedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Real postings through the whole system beside a model that fails, with extract-service killed once in the middle: what was accepted,
 * extracted by the model and counted, what events told of it, what the budget says, and what a reading costs on our side.
 *
 * <p>Run by hand from the repository's root, after {@code ./nextskill up --once} has built it: {@code FaultRun [POSTINGS] [SHARE OF FAULTS]
 * [THE PEER'S LATENCY IN ms] [CONCURRENCY]}.
 */
final class FaultRun {

    private static final long TOKENS_PER_DAY = 50_000_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path data;
    private final Process launcher;
    private final Instant start = Instant.now();

    private FaultRun(ScriptedModel model, String concurrency) throws IOException {
        data = Files.createTempDirectory("fault-run");
        List<String> up = new ArrayList<>(List.of("./nextskill", "up", "--data", data.toString(), "--no-sample"));
        for (String service : List.of("ingest", "extract", "planner")) {
            up.addAll(List.of("--port", service + "=0"));
        }
        ProcessBuilder builder = new ProcessBuilder(up)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("up.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "EXTRACT_MODEL_BASE_URL", model.baseUrl(),
                        "EXTRACT_MODEL_NAME", "scripted",
                        "EXTRACT_MODEL_TIMEOUT", "3s",
                        "EXTRACT_MODEL_CONCURRENCY", concurrency,
                        "EXTRACT_MODEL_TOKENS_PER_DAY", Long.toString(TOKENS_PER_DAY),
                        "EXTRACT_MODEL_CIRCUIT_DELAY", "1s",
                        "EXTRACT_TASKS_LEASE", "20s",
                        "EXTRACT_TASKS_RETRY_FIRST", "500ms",
                        "EXTRACT_TASKS_RETRY_LONGEST", "2s"));
        launcher = builder.start();
    }

    public static void main(String[] args) throws Exception {
        int most = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        double share = args.length > 1 ? Double.parseDouble(args[1]) : 0.3;
        SharedData shared = SharedData.find().orElseThrow(() -> new IllegalStateException(SharedData.ABSENT));
        StringBuilder batch = new StringBuilder();
        for (JsonNode row : shared.read("data/postings/zh.ndjson").subList(0, most)) {
            Map<String, String> posting = new HashMap<>();
            for (String field : List.of("title", "company", "text")) {
                if (row.hasNonNull(field)) {
                    posting.put(field, row.path(field).asText());
                }
            }
            batch.append(JSON.writeValueAsString(posting)).append('\n');
        }
        try (ScriptedModel model = ScriptedModel.start(0, new RulesAnswers())) {
            // Without latency, what a reading takes is our side and the peer's own work: an upper bound of ours.
            model.latency(Duration.ofMillis(args.length > 2 ? Integer.parseInt(args[2]) : 200))
                    .failShare(share, 7)
                    .drip(Duration.ofSeconds(20));
            FaultRun run = new FaultRun(model, args.length > 3 ? args[3] : "8");
            try {
                run.run(batch.toString(), model, share > 0);
            } finally {
                run.launcher.destroy();
                run.launcher.waitFor();
            }
        }
    }

    private void run(String batch, ScriptedModel model, boolean kill) throws Exception {
        await(
                "the services",
                () -> !address("planner").isEmpty() && status(address("planner") + "/q/health/ready") == 200);
        String extract = address("extract");
        Map<String, Integer> answers = new TreeMap<>();
        for (String line : send(address("ingest") + "/api/job-postings/batch", batch)
                .lines()
                .toList()) {
            answers.merge(JSON.readTree(line).path("status").asText(), 1, Integer::sum);
        }
        say("sent: " + answers);
        int accepted = answers.getOrDefault("accepted", 0);
        await("the rules' reading", () -> number(extract + "/api/job-postings/counts", "stored") == accepted);
        say("the rules have read all");
        if (kill) {
            await("half of the model's readings", () -> byModel().size() >= accepted / 2);
            JsonNode record = JSON.readTree(data.resolve("run.json").toFile());
            for (JsonNode process : record.path("processes")) {
                if (process.path("name").asText().startsWith("extract")) {
                    ProcessHandle.of(process.path("pid").asLong()).orElseThrow().destroyForcibly();
                    say("killed extract-service in the middle");
                }
            }
            Thread.sleep(3_000);
        }
        await(
                "the last task",
                () -> metric(extract, "extract_tasks_waiting") == 0 && byModel().size() >= accepted);
        say("the model has read all");
        await("the market", () -> number(address("planner") + "/api/market/counts", "counted") + repeats() >= accepted);

        out.printf(
                "accepted %d, read by the model %d, counted %d + %d reposts%n",
                accepted, byModel().size(), number(address("planner") + "/api/market/counts", "counted"), repeats());
        List<ConsumerRecord<byte[], byte[]>> events = events();
        Map<String, Set<String>> told = new HashMap<>();
        Map<String, Integer> ofModel = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> event : events) {
            String posting = new String(event.key(), StandardCharsets.UTF_8);
            if (told.computeIfAbsent(posting, key -> new HashSet<>()).add(id(event)) && isByModel(event)) {
                ofModel.merge(posting, 1, Integer::sum);
            }
        }
        out.printf(
                "events: %d, of %d postings; of the model's readings by posting: %s%n",
                events.size(),
                told.size(),
                ofModel.values().stream().collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting())));
        out.printf("peer: %d requests, %s%n", model.requests(), model.injected());
        Map<String, Double> metrics = metrics(extract);
        out.printf(
                "budget: %,d a day, %,.0f left%n",
                TOKENS_PER_DAY, metrics.getOrDefault("extract_model_budget_left", -1.0));
        for (String shown :
                List.of("extract_tasks_time", "extract_model_", "extract_retrieval", "extract_tasks_done")) {
            metrics.forEach((name, value) -> {
                if (name.startsWith(shown)) {
                    out.printf(Locale.ROOT, "  %s %.4f%n", name, value);
                }
            });
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> events() {
        try (TestTopics topics =
                new TestTopics(record().at("/stack/kafka.bootstrap.servers").asText())) {
            return topics.readAll(TestTopics.REQUIREMENTS);
        }
    }

    private Set<String> byModel() {
        return events().stream()
                .filter(FaultRun::isByModel)
                .map(event -> new String(event.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    private long repeats() {
        return events().stream()
                .filter(event -> new String(event.value(), StandardCharsets.UTF_8).contains("\"duplicateOf\""))
                .map(event -> new String(event.key(), StandardCharsets.UTF_8))
                .distinct()
                .count();
    }

    private static boolean isByModel(ConsumerRecord<byte[], byte[]> event) {
        return new String(event.value(), StandardCharsets.UTF_8).contains("\"engine\":\"llm\"");
    }

    private static String id(ConsumerRecord<byte[], byte[]> event) {
        return new String(event.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    private JsonNode record() {
        try {
            return Files.exists(data.resolve("run.json"))
                    ? JSON.readTree(data.resolve("run.json").toFile())
                    : JSON.missingNode();
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private String address(String service) {
        return record().path("services").path(service).asText();
    }

    private void say(String what) {
        out.printf(
                Locale.ROOT,
                "%6.1f s %s%n",
                Duration.between(start, Instant.now()).toMillis() / 1e3,
                what);
    }

    private void await(String what, BooleanSupplier there) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(4));
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(patience) || !launcher.isAlive()) {
                throw new IllegalStateException("Waited in vain for " + what + ", see " + data.resolve("up.log"));
            }
            Thread.sleep(500);
        }
    }

    private static int status(String url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String get(String url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String send(String url, String body) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static long number(String url, String field) {
        try {
            return JSON.readTree(get(url)).path(field).asLong(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private static double metric(String extract, String name) {
        return metrics(extract).getOrDefault(name, -1.0);
    }

    private static Map<String, Double> metrics(String extract) {
        Map<String, Double> metrics = new TreeMap<>();
        get(extract + "/q/metrics")
                .lines()
                .filter(line -> line.startsWith("extract_"))
                .forEach(line -> {
                    int blank = line.lastIndexOf(' ');
                    metrics.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
                });
        return metrics;
    }
}

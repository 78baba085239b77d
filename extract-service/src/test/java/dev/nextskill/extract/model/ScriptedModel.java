package dev.nextskill.extract.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible server over real HTTP whose answers are computed by a function of the messages, and which fails as it is told:
 * the next requests ({@link #next}), requests of a kind ({@link #failWhere}), or a share of all ({@link #failShare}), the same ones on
 * every run with the same seed. As a process of its own beside {@code ./nextskill up}: {@link #main}.
 */
public final class ScriptedModel implements AutoCloseable {

    /** What can go wrong. */
    public enum Fault {
        /** 429 with Retry-After. */
        RATE_LIMITED,
        /** 500. */
        SERVER_ERROR,
        /** 503 with Retry-After. */
        OVERLOADED,
        /** An answer that comes a few bytes at a time, for {@link ScriptedModel#drip}. */
        SLOW_DRIP,
        CONNECTION_RESET,
        /** Half of the content, and still said to be complete. */
        TRUNCATED_JSON,
        EMPTY_CONTENT,
        /** JSON, but not what was asked for. */
        WRONG_SCHEMA,
        /** OpenAI's field {@code refusal}. */
        REFUSAL,
        /** Finish reason {@code content_filter}, no content. */
        CONTENT_FILTER,
        /** Half of the content and finish reason {@code length}. */
        CUT_OFF,
        /** Half of the HTTP body. */
        BROKEN_BODY,
        /** 401. */
        UNAUTHORIZED,
        /** 400 with an explanation. */
        BAD_REQUEST
    }

    /** The faults that {@link #failShare} takes from unless told otherwise: those that another try may not meet. */
    public static final List<Fault> PASSING = List.of(
            Fault.RATE_LIMITED,
            Fault.SERVER_ERROR,
            Fault.OVERLOADED,
            Fault.SLOW_DRIP,
            Fault.CONNECTION_RESET,
            Fault.TRUNCATED_JSON,
            Fault.EMPTY_CONTENT,
            Fault.WRONG_SCHEMA,
            Fault.REFUSAL);

    /**
     * What was said.
     *
     * @param role {@code system}, {@code user} or {@code assistant}
     */
    public record Message(String role, String content) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WireMockServer server;
    private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<Fault, AtomicInteger> injected = new EnumMap<>(Fault.class);
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger atOnceMost = new AtomicInteger();

    private volatile Function<List<Message>, String> answer;
    private volatile double share;
    private volatile List<Fault> shared = PASSING;
    private volatile long seed;
    private volatile Duration latency = Duration.ZERO;
    private volatile Duration drip = Duration.ofSeconds(60);
    private volatile String retryAfter = "1";
    private volatile int @Nullable [] usage;

    private record Rule(Predicate<List<Message>> where, Fault fault) {}

    private ScriptedModel(int port, Function<List<Message>, String> answer) {
        this.answer = answer;
        for (Fault fault : Fault.values()) {
            injected.put(fault, new AtomicInteger());
        }
        server = new WireMockServer(options()
                .port(port)
                .bindAddress("localhost")
                .containerThreads(64)
                .disableRequestJournal()
                .extensions(new Completions()));
        server.stubFor(post(urlPathMatching(".*/chat/completions"))
                .willReturn(aResponse().withTransformers(Completions.NAME)));
        server.start();
    }

    /** @param port 0 for any free one */
    public static ScriptedModel start(int port, Function<List<Message>, String> answer) {
        return new ScriptedModel(port, answer);
    }

    /** For {@code extract.model.base-url}. */
    public String baseUrl() {
        return "http://localhost:%d/v1".formatted(server.port());
    }

    public ScriptedModel answer(Function<List<Message>, String> answer) {
        this.answer = answer;
        return this;
    }

    /** The next requests fail, in this order. */
    public ScriptedModel next(Fault... faults) {
        next.addAll(List.of(faults));
        return this;
    }

    /** Requests with such messages always fail; for {@code messages -> true} all do. */
    public ScriptedModel failWhere(Predicate<List<Message>> messages, Fault fault) {
        rules.add(new Rule(messages, fault));
        return this;
    }

    /**
     * A share of the requests fails. Which ones depends on the seed, on the messages and on how often they came before, not on the
     * order in which requests come.
     *
     * @param share 0 to 1
     * @param faults {@link #PASSING} if none are named
     */
    public ScriptedModel failShare(double share, long seed, Fault... faults) {
        this.shared = faults.length == 0 ? PASSING : List.of(faults);
        this.seed = seed;
        this.share = share;
        return this;
    }

    /** How long each answer takes. */
    public ScriptedModel latency(Duration latency) {
        this.latency = latency;
        return this;
    }

    /** How long a dripping answer takes. */
    public ScriptedModel drip(Duration drip) {
        this.drip = drip;
        return this;
    }

    /** The header of 429 and 503; none if empty. */
    public ScriptedModel retryAfter(String header) {
        this.retryAfter = header;
        return this;
    }

    /** What each answer says it has cost; otherwise half a token a character. */
    public ScriptedModel usage(int prompt, int completion) {
        this.usage = new int[] {prompt, completion};
        return this;
    }

    /** Requests so far. */
    public int requests() {
        return requests.get();
    }

    /** The most requests that were under way at the same time. */
    public int atOnceMost() {
        return atOnceMost.get();
    }

    /** How often each fault was answered. */
    public Map<Fault, Integer> injected() {
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        injected.forEach((fault, count) -> counts.put(fault, count.get()));
        return counts;
    }

    /** The bodies of the last requests, as they came; at most a thousand. */
    public List<JsonNode> bodies() {
        return List.copyOf(bodies);
    }

    /** Forgets all faults and counts. */
    public ScriptedModel reset() {
        next.clear();
        rules.clear();
        attempts.clear();
        bodies.clear();
        injected.values().forEach(count -> count.set(0));
        requests.set(0);
        atOnceMost.set(0);
        share = 0;
        latency = Duration.ZERO;
        drip = Duration.ofSeconds(60);
        retryAfter = "1";
        usage = null;
        return this;
    }

    @Override
    public void close() {
        server.stop();
    }

    private @Nullable Fault faultOf(List<Message> messages) {
        @Nullable Fault first = next.poll();
        if (first != null) {
            return first;
        }
        for (Rule rule : rules) {
            if (rule.where().test(messages)) {
                return rule.fault();
            }
        }
        if (share <= 0) {
            return null;
        }
        int attempt = attempts.computeIfAbsent(messages.toString(), all -> new AtomicInteger())
                .incrementAndGet();
        Random random = new Random((seed * 31 + messages.hashCode()) * 31 + attempt);
        // The first numbers of neighbouring seeds are alike.
        random.nextInt();
        return random.nextDouble() < share ? shared.get(random.nextInt(shared.size())) : null;
    }

    private ResponseDefinition respond(String request) {
        requests.incrementAndGet();
        atOnceMost.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            JsonNode body = JSON.readTree(request);
            if (bodies.size() < 1000) {
                bodies.add(body);
            }
            List<Message> messages = new ArrayList<>();
            for (JsonNode message : body.path("messages")) {
                messages.add(new Message(message.path("role").asText(), contentOf(message.path("content"))));
            }
            @Nullable Fault fault = faultOf(messages);
            Thread.sleep(latency.toMillis());
            if (fault == null) {
                return json(200, completion(body, messages, answer.apply(messages), "stop"))
                        .build();
            }
            injected.getOrDefault(fault, new AtomicInteger()).incrementAndGet();
            return failing(fault, body, messages);
        } catch (JsonProcessingException e) {
            return error(400, "We could not parse the JSON body of your request.")
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return error(500, "stopping").build();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private ResponseDefinition failing(Fault fault, JsonNode body, List<Message> messages) {
        return switch (fault) {
            case RATE_LIMITED -> later(error(429, "Rate limit reached for requests"));
            case OVERLOADED -> later(error(503, "The engine is currently overloaded"));
            case SERVER_ERROR -> error(500, "The server had an error").build();
            case UNAUTHORIZED -> error(401, "Incorrect API key provided").build();
            case BAD_REQUEST ->
                error(400, "This model's maximum context length is 4096 tokens").build();
            case SLOW_DRIP -> {
                ObjectNode whole = completion(body, messages, answer.apply(messages), "stop");
                yield json(200, whole)
                        .withChunkedDribbleDelay(whole.toString().length() / 4, (int) drip.toMillis())
                        .build();
            }
            case CONNECTION_RESET ->
                aResponse()
                        .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                        .build();
            case TRUNCATED_JSON ->
                json(200, completion(body, messages, half(answer.apply(messages)), "stop"))
                        .build();
            case CUT_OFF ->
                json(200, completion(body, messages, half(answer.apply(messages)), "length"))
                        .build();
            case EMPTY_CONTENT ->
                json(200, completion(body, messages, "", "stop")).build();
            case WRONG_SCHEMA ->
                json(200, completion(body, messages, "{\"unexpected\": [1, 2, 3]}", "stop"))
                        .build();
            case CONTENT_FILTER ->
                json(200, withheld(completion(body, messages, "", "content_filter"), null))
                        .build();
            case REFUSAL ->
                json(
                                200,
                                withheld(
                                        completion(body, messages, "", "stop"),
                                        "I'm sorry, but I can't help with that request."))
                        .build();
            case BROKEN_BODY -> {
                String whole = completion(body, messages, answer.apply(messages), "stop")
                        .toString();
                yield aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(half(whole))
                        .build();
            }
        };
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static ObjectNode withheld(ObjectNode completion, @Nullable String refusal) {
        ObjectNode message = (ObjectNode) completion.at("/choices/0/message");
        message.putNull("content");
        if (refusal != null) {
            message.put("refusal", refusal);
        }
        return completion;
    }

    private ObjectNode completion(JsonNode request, List<Message> messages, String content, String finishReason) {
        ObjectNode completion = JSON.createObjectNode()
                .put("id", "chatcmpl-" + requests.get())
                .put("object", "chat.completion")
                .put("created", 1_767_225_600)
                .put("model", request.path("model").asText() + "-scripted");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", content);
        choice.put("finish_reason", finishReason);
        int[] counted = usage;
        int in = counted == null
                ? messages.stream()
                                .mapToInt(message -> message.content().length())
                                .sum()
                        / 2
                : counted[0];
        int out = counted == null ? content.length() / 2 : counted[1];
        completion
                .putObject("usage")
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
        return completion;
    }

    private ResponseDefinition later(ResponseDefinitionBuilder response) {
        return retryAfter.isEmpty()
                ? response.build()
                : response.withHeader("Retry-After", retryAfter).build();
    }

    private static ResponseDefinitionBuilder error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", message).put("type", "scripted_error");
        return json(status, body);
    }

    private static ResponseDefinitionBuilder json(int status, ObjectNode body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.toString());
    }

    private static String contentOf(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    private final class Completions implements ResponseDefinitionTransformerV2 {

        static final String NAME = "chat-completions";

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return respond(event.getRequest().getBodyAsString());
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }

    /**
     * Runs until it is stopped: {@code [--port 11500] [--faults 0.3] [--seed 1] [--latency-ms 200] [--drip-ms 60000] [--answer CLASS]}.
     *
     * <p>CLASS is a public {@code Function<List<Message>, String>} with a constructor without parameters.
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(
                Map.of("--port", "11500", "--faults", "0", "--seed", "1", "--latency-ms", "0", "--drip-ms", "60000"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        Function<List<Message>, String> answer = messages -> "{}";
        if (options.containsKey("--answer")) {
            Function<?, ?> named = Class.forName(options.get("--answer"))
                    .asSubclass(Function.class)
                    .getConstructor()
                    .newInstance();
            answer = typed(named);
        }
        try (ScriptedModel model = start(number(options, "--port"), answer)) {
            model.failShare(Double.parseDouble(options.getOrDefault("--faults", "0")), number(options, "--seed"))
                    .latency(Duration.ofMillis(number(options, "--latency-ms")))
                    .drip(Duration.ofMillis(number(options, "--drip-ms")));
            System.out.println("EXTRACT_MODEL_BASE_URL=" + model.baseUrl());
            int before = 0;
            while (true) {
                Thread.sleep(10_000);
                if (model.requests() != before) {
                    before = model.requests();
                    System.out.printf("%d requests, %s%n", before, model.injected());
                }
            }
        }
    }

    /** What a class claims on the command line can only be believed. */
    @SuppressWarnings("unchecked")
    private static Function<List<Message>, String> typed(Function<?, ?> function) {
        return (Function<List<Message>, String>) function;
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(options.getOrDefault(name, "0"));
    }
}

package dev.nextskill.extract.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.DisabledChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import dev.nextskill.extract.model.EngineConfig.Engine;
import dev.nextskill.extract.model.ModelConfig.Format;
import dev.nextskill.extract.model.ModelConfig.Mode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.langchain4j.ModelBuilderCustomizer;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jspecify.annotations.Nullable;

/** Builds the model's chain, inside out, and says how it does. */
public final class ModelWiring {

    /** The name of the circuit breaker. */
    static final String CIRCUIT = "extract-model";

    private static final Logger LOG = Logger.getLogger("dev.nextskill.extract.model");
    private static final String DEFAULT_NAME = "gpt-4.1-mini";

    /** An AI service may be built where there is no model; only asking it is an error then. */
    static ChatModel model() {
        return Arc.container().select(EngineChoice.class).get().usesModel()
                ? Arc.container().select(ModelChain.class).get().model()
                : new DisabledChatModel();
    }

    @Produces
    @Singleton
    @Startup
    EngineChoice choice(EngineConfig engine, ModelConfig model) {
        return choose(engine.engine(), model);
    }

    /** @throws ConfigurationException if the settings do not fit together, which stops the start */
    static EngineChoice choose(Engine engine, ModelConfig model) {
        boolean recordings = model.mode() != Mode.LIVE;
        boolean replay = model.mode() == Mode.REPLAY;
        boolean reachable = model.baseUrl().isPresent() || model.apiKey().isPresent();
        boolean usesModel =
                switch (engine) {
                    case RULES -> false;
                    case AUTO -> reachable || replay;
                    case LLM -> true;
                };
        if (!usesModel) {
            return new EngineChoice(false, "");
        }
        if (!reachable && !replay) {
            throw new ConfigurationException(
                    "extract.engine is llm, but no model is named. Set extract.model.base-url or extract.model.api-key"
                            + " (EXTRACT_MODEL_BASE_URL, EXTRACT_MODEL_API_KEY), or extract.engine=auto; docs/models.md has"
                            + " settings to copy.");
        }
        if (model.name().isEmpty() && (model.baseUrl().isPresent() || replay)) {
            throw new ConfigurationException(
                    "Which model? Set extract.model.name (EXTRACT_MODEL_NAME) to a name that %s knows."
                            .formatted(model.baseUrl().orElse("the recordings' folder")));
        }
        if (recordings && model.recordings().isEmpty()) {
            throw new ConfigurationException(
                    "extract.model.mode is %s, which needs a folder: set extract.model.recordings."
                            .formatted(model.mode().name().toLowerCase(Locale.ROOT)));
        }
        return new EngineChoice(true, model.name().orElse(DEFAULT_NAME));
    }

    /** What expressions in application.properties cannot say: that a variable which is there but empty says nothing. */
    @Produces
    @Singleton
    @Unremovable
    ModelBuilderCustomizer<OpenAiChatModelBuilder> customizer(ModelConfig config, EngineChoice choice) {
        return builder -> {
            config.baseUrl().ifPresent(builder::baseUrl);
            config.apiKey().ifPresent(builder::apiKey);
            // The extension wants at least one retry; then a call that fails is made twice, and paid twice.
            builder.modelName(choice.modelName()).maxRetries(0);
            // The extension calls its key for this deprecated; few servers know the other field yet.
            builder.maxTokens(config.maxOutputTokens());
        };
    }

    @Produces
    @Singleton
    ModelState state() {
        return new ModelState();
    }

    /** Built when the first AI service is; nothing of it exists before. */
    @Produces
    @Singleton
    @Unremovable
    ModelChain chain(
            ChatModel client,
            ModelConfig config,
            ModelState state,
            UsableAnswer usable,
            RedisDataSource redis,
            ObjectMapper json,
            MeterRegistry registry,
            @VirtualThreads ExecutorService executor) {
        Clock clock = Clock.systemUTC();
        ModelObserver observer = new Meters(registry, config, state, clock);
        boolean knowsSchemas = config.responseFormat() == Format.JSON_SCHEMA;
        ChatModelLayer model =
                new MeasuredChatModel(client, knowsSchemas, new WireFailures(clock, config.apiKey()), observer, clock);
        GuardedChatModel guarded = new GuardedChatModel(
                model,
                new SmallRyeCircuit(config.circuit(), state, clock),
                config.concurrency(),
                config.timeout(),
                executor,
                observer,
                clock);
        model = guarded;
        if (config.tokensPerDay().isPresent()) {
            TokenBudgetRepository budget =
                    new TokenBudgetRepository(redis, config.tokensPerDay().getAsLong(), clock);
            Gauge.builder("extract.model.budget.left", budget, TokenBudgetRepository::left)
                    .description("tokens of the day that this instance last saw neither spent nor reserved")
                    .register(registry);
            model = new BudgetedChatModel(model, budget, config.maxOutputTokens(), observer);
        }
        if (config.cacheTtl().toSeconds() > 0 && config.mode() != Mode.REPLAY) {
            model = new CachedChatModel(model, new AnswerCache(redis, json, config.cacheTtl()), usable, observer);
        }
        if (config.mode() != Mode.LIVE) {
            Recordings recordings = new Recordings(config.recordings().orElseThrow());
            model = new RecordedChatModel(model, recordings, config.mode() == Mode.REPLAY, observer, clock);
        }
        return new ModelChain(model, guarded);
    }

    /** For people: which model, and how it does. Never down: nothing stops without the model. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck health(EngineChoice choice, ModelConfig config, ModelState state) {
        return () -> {
            var answer = HealthCheckResponse.named("Model").up();
            if (!choice.usesModel()) {
                return answer.withData("engine", "rules").build();
            }
            answer.withData("engine", "llm")
                    .withData("model", choice.modelName())
                    .withData("mode", config.mode().name().toLowerCase(Locale.ROOT))
                    .withData("circuit", state.circuit());
            state.lastFailure().ifPresent(failure -> answer.withData("lastFailure", failure));
            return answer.build();
        };
    }

    /** The chain as it is used, and the layer that tests wake. */
    record ModelChain(ChatModel model, GuardedChatModel guarded) {}

    /** SmallRye's circuit breaker, with the time until it lets a trial through. */
    private static final class SmallRyeCircuit implements Circuit {

        private final TypedGuard<ChatResponse> guard;
        private final Duration delay;
        private final Clock clock;
        private volatile Instant openedAt = Instant.EPOCH;

        SmallRyeCircuit(ModelConfig.Circuit config, ModelState state, Clock clock) {
            this.delay = config.delay();
            this.clock = clock;
            this.guard = TypedGuard.create(ChatResponse.class)
                    .withDescription(CIRCUIT)
                    .withCircuitBreaker()
                    .name(CIRCUIT)
                    .requestVolumeThreshold(config.requests())
                    .failureRatio(config.failureRatio())
                    .delay(config.delay().toMillis(), ChronoUnit.MILLIS)
                    .successThreshold(config.successes())
                    .when(failure -> failure instanceof ModelUnavailableException e
                            && e.kind().trips())
                    .onStateChange(next -> changed(next, state))
                    .done()
                    .build();
        }

        private void changed(CircuitBreakerState next, ModelState state) {
            state.circuit(
                    switch (next) {
                        case CLOSED -> "closed";
                        case HALF_OPEN -> "half-open";
                        case OPEN -> "open";
                    });
            if (next == CircuitBreakerState.OPEN) {
                openedAt = clock.instant();
                LOG.warnf(
                        "The model is left alone for %s, its calls fail (extract.model.circuit.*); postings wait for it",
                        delay);
            } else if (next == CircuitBreakerState.CLOSED) {
                LOG.info("The model is asked again");
            }
        }

        @Override
        public ChatResponse call(Callable<ChatResponse> call) throws Exception {
            try {
                return guard.call(call);
            } catch (CircuitBreakerOpenException e) {
                Duration rest = delay.minus(Duration.between(openedAt, clock.instant()));
                throw new ModelUnavailableException(
                        ModelFailure.CIRCUIT_OPEN,
                        "The model is left alone for a while: too many of its calls failed",
                        // While trials are under way the delay is over already.
                        rest.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : rest,
                        null);
            }
        }
    }

    /** Micrometer and the log. */
    private static final class Meters implements ModelObserver {

        private final MeterRegistry registry;
        private final ModelState state;
        private final Clock clock;
        private final double pricePerInput;
        private final double pricePerOutput;
        private final Timer latency;
        private final Counter input;
        private final Counter output;
        private final Counter cost;

        Meters(MeterRegistry registry, ModelConfig config, ModelState state, Clock clock) {
            this.registry = registry;
            this.clock = clock;
            this.state = state;
            pricePerInput = config.pricePerMillionInput() / 1_000_000;
            pricePerOutput = config.pricePerMillionOutput() / 1_000_000;
            latency = Timer.builder("extract.model.latency")
                    .description("from the call to its whole answer, answers only")
                    .publishPercentiles(0.5, 0.95)
                    .register(registry);
            input = tokens("in");
            output = tokens("out");
            cost = Counter.builder("extract.model.cost")
                    .description("estimate by extract.model.price-per-million-*, in their currency")
                    .register(registry);
            Gauge.builder("extract.model.circuit", state, ModelState::circuitLevel)
                    .description("0 closed, 0.5 half open, 1 open")
                    .register(registry);
        }

        private Counter tokens(String direction) {
            return Counter.builder("extract.model.tokens")
                    .description("as counted by the server")
                    .tag("direction", direction)
                    .register(registry);
        }

        @Override
        public void answered(int inputTokens, int outputTokens, Duration took) {
            latency.record(took);
            input.increment(inputTokens);
            output.increment(outputTokens);
            cost.increment(inputTokens * pricePerInput + outputTokens * pricePerOutput);
        }

        @Override
        public void failed(ModelUnavailableException failure) {
            registry.counter("extract.model.failures", "kind", failure.kind().label())
                    .increment();
            if (failure.kind().followsFromAnother()) {
                LOG.debug(failure.getMessage());
                return;
            }
            boolean news = state.failed(failure, clock.instant());
            LOG.log(
                    switch (failure.kind()) {
                        case NOT_RECORDED -> Logger.Level.ERROR;
                        case UNAUTHORIZED, REJECTED -> news ? Logger.Level.ERROR : Logger.Level.DEBUG;
                        default -> news ? Logger.Level.WARN : Logger.Level.DEBUG;
                    },
                    failure.getMessage());
        }

        @Override
        public void lookedUp(boolean found) {
            registry.counter("extract.model.cache", "result", found ? "hit" : "miss")
                    .increment();
        }
    }

    /** Keeps of a refusal what the extension's own mapper, which comes after this one, drops. */
    @Provider
    @Priority(1)
    public static final class Refusals implements ResponseExceptionMapper<RuntimeException> {

        @Override
        public @Nullable RuntimeException toThrowable(Response response) {
            return response.getStatus() < 400
                    ? null
                    : new ServerRefusedException(
                            response.getStatus(),
                            response.readEntity(String.class),
                            response.getHeaderString(HttpHeaders.RETRY_AFTER));
        }

        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            return status >= 400;
        }
    }

    /** Tells a call of the model how it can be cut off. */
    @Provider
    public static final class Aborts implements ResteasyReactiveClientRequestFilter {

        @Override
        public void filter(ResteasyReactiveClientRequestContext context) {
            @Nullable AbortableCall call = AbortableCall.current();
            if (call != null && context instanceof ClientRequestContextImpl client) {
                RestClientRequestContext exchange = client.getRestClientRequestContext();
                call.onAbort(() -> {
                    var request = exchange.getHttpClientRequest();
                    if (request != null) {
                        request.reset();
                    }
                });
            }
        }
    }
}

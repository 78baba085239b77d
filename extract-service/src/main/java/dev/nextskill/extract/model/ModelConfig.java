package dev.nextskill.extract.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The model: any endpoint that speaks OpenAI's chat completions; {@code docs/models.md} has settings to copy. */
@ConfigMapping(prefix = "extract.model")
public interface ModelConfig {

    /** Where {@code chat/completions} is below, for instance {@code https://api.deepseek.com/v1}; OpenAI's when only a key is given. */
    Optional<String> baseUrl();

    /** The key; servers of one's own often want none. */
    Optional<String> apiKey();

    /** The model's name there; needed with a base URL and for a replay. */
    Optional<String> name();

    /** 0: the likeliest answer, and nearly the same one each time. */
    @WithDefault("0")
    @DecimalMin("0")
    @DecimalMax("2")
    double temperature();

    /** The longest answer, in tokens; the budget reserves as much for each call. */
    @WithDefault("4000")
    @Min(1)
    int maxOutputTokens();

    /** From the call to the last byte of its answer, however steadily it drips. Whole seconds. */
    @WithDefault("60s")
    Duration timeout();

    /** Calls at the same time by this instance; others wait for their turn. */
    @WithDefault("4")
    @Min(1)
    int concurrency();

    /** What the endpoint can promise of the answer's form. */
    @WithDefault("json_schema")
    Format responseFormat();

    /** Most tokens in and out of a day (UTC), of all instances on this Redis; no bound when absent. */
    OptionalLong tokensPerDay();

    /** How long Redis keeps an answer; 0 keeps none. */
    @WithDefault("30d")
    Duration cacheTtl();

    /** For the estimate of costs: the price of a million tokens sent, in whatever currency. */
    @WithDefault("0")
    double pricePerMillionInput();

    /** For the estimate of costs: the price of a million tokens received. */
    @WithDefault("0")
    double pricePerMillionOutput();

    /** Whether the model is asked, and whether its answers are kept in files. */
    @WithDefault("live")
    Mode mode();

    /** The folder of the recorded answers; needed to record and to replay. */
    Optional<Path> recordings();

    /** When to leave a failing model alone. */
    Circuit circuit();

    /** What is asked of the endpoint's answers. */
    enum Format {
        JSON_SCHEMA,
        JSON_OBJECT,
        TEXT
    }

    /** Where answers come from. */
    enum Mode {
        /** From the model. */
        LIVE,
        /** From the recordings, or else from the model, and then kept. */
        RECORD,
        /** From the recordings only; a missing one is an error. */
        REPLAY
    }

    /** The circuit breaker. */
    interface Circuit {

        /** How many of the latest calls are looked at. */
        @WithDefault("10")
        @Min(1)
        int requests();

        /** The circuit opens when this part of them failed. */
        @WithDefault("0.5")
        @DecimalMin("0")
        @DecimalMax("1")
        double failureRatio();

        /** How long nobody is asked then. */
        @WithDefault("30s")
        Duration delay();

        /** How many trials must succeed to close it. */
        @WithDefault("1")
        @Min(1)
        int successes();
    }
}

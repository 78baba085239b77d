package dev.nextskill.extract.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says of what went wrong on the wire what it means for us. */
final class WireFailures {

    private static final int LONGEST_EXCERPT = 500;

    private final Clock clock;
    private final Optional<String> secret;

    /** @param secret the key, which a server may say back to us, and which belongs in no log */
    WireFailures(Clock clock, Optional<String> secret) {
        this.clock = clock;
        this.secret = secret;
    }

    ModelUnavailableException explain(Throwable failure) {
        @Nullable HttpException refused = find(failure, HttpException.class);
        if (refused != null) {
            return explain(refused);
        }
        if (find(failure, TimeoutException.class) != null
                || find(failure, dev.langchain4j.exception.TimeoutException.class) != null) {
            return explain(ModelFailure.DEADLINE, "The model did not answer in time", failure);
        }
        if (find(failure, ConnectException.class) != null
                || find(failure, UnknownHostException.class) != null
                || find(failure, UnresolvedAddressException.class) != null) {
            return explain(
                    ModelFailure.UNREACHABLE,
                    "The model cannot be reached: %s. Is extract.model.base-url right, and its server up?"
                            .formatted(said(failure)),
                    failure);
        }
        if (find(failure, JsonProcessingException.class) != null
                || find(failure, InternalServerException.class) != null) {
            return explain(
                    ModelFailure.BROKEN,
                    "What the model's server answered is no chat completion: " + said(failure),
                    failure);
        }
        return explain(ModelFailure.BROKEN, "The connection to the model broke: " + said(failure), failure);
    }

    private ModelUnavailableException explain(HttpException refused) {
        int status = refused.statusCode();
        ModelFailure kind = kindOf(status);
        String advice =
                switch (kind) {
                    case UNAUTHORIZED -> " Check extract.model.api-key and the account.";
                    case REJECTED -> " Check extract.model.base-url, .name and .response-format.";
                    default -> "";
                };
        Duration pause = refused instanceof ServerRefusedException answer
                ? RetryAfter.parse(answer.retryAfter(), clock.instant()).orElse(kind.pause())
                : kind.pause();
        return new ModelUnavailableException(
                kind,
                "The model's server answered %d: %s.%s".formatted(status, excerpt(refused.getMessage()), advice),
                pause,
                refused);
    }

    private static ModelFailure kindOf(int status) {
        return switch (status) {
            case 429 -> ModelFailure.RATE_LIMITED;
            case 503 -> ModelFailure.OVERLOADED;
            case 401, 402, 403 -> ModelFailure.UNAUTHORIZED;
            case 408 -> ModelFailure.SERVER_ERROR;
            default -> status >= 500 ? ModelFailure.SERVER_ERROR : ModelFailure.REJECTED;
        };
    }

    private static ModelUnavailableException explain(ModelFailure kind, String message, Throwable cause) {
        return new ModelUnavailableException(kind, message, kind.pause(), cause);
    }

    private String said(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return excerpt(root.toString());
    }

    private String excerpt(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "nothing";
        }
        String told = secret.isPresent() ? text.replace(secret.get(), "…") : text;
        String line = told.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }

    private static <T> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}

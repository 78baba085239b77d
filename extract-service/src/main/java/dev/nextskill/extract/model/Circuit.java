package dev.nextskill.extract.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.Callable;

/** A circuit breaker. */
@FunctionalInterface
interface Circuit {

    /**
     * Calls, unless too many calls failed lately.
     *
     * @throws ModelUnavailableException of kind {@link ModelFailure#CIRCUIT_OPEN}, with the time until it closes
     */
    ChatResponse call(Callable<ChatResponse> call) throws Exception;
}

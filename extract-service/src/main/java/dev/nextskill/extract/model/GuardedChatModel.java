package dev.nextskill.extract.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps a model in trouble from becoming ours: so many calls at a time, each cut off at its deadline, none while the circuit is open or
 * while the server has told anyone of us to wait.
 */
final class GuardedChatModel extends ChatModelLayer {

    private final Circuit circuit;
    private final Semaphore turns;
    private final Duration deadline;
    private final Executor executor;
    private final ModelObserver observer;
    private final Clock clock;
    private final AtomicReference<Instant> resting = new AtomicReference<>(Instant.MIN);

    /**
     * @param concurrency calls at the same time; others wait for their turn, as long as a call may take
     * @param deadline of one call, to the last byte
     * @param executor runs the calls; a thread each
     */
    GuardedChatModel(
            ChatModel next,
            Circuit circuit,
            int concurrency,
            Duration deadline,
            Executor executor,
            ModelObserver observer,
            Clock clock) {
        super(next);
        this.circuit = circuit;
        this.turns = new Semaphore(concurrency, true);
        this.deadline = deadline;
        this.executor = executor;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        try {
            requireAwake();
            awaitTurn();
            try {
                // While this call waited, another may have been told to rest.
                requireAwake();
                return circuit.call(() -> inTime(() -> next.chat(request)));
            } finally {
                turns.release();
            }
        } catch (ModelUnavailableException e) {
            if (e.kind() == ModelFailure.RATE_LIMITED
                    || e.kind() == ModelFailure.OVERLOADED
                    || e.kind() == ModelFailure.UNAUTHORIZED) {
                Instant until = clock.instant().plus(e.retryAfter());
                resting.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
            }
            observer.failed(e);
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A call of the model failed in a way that it cannot", e);
        }
    }

    /** Forgets that a server said to wait. */
    void wake() {
        resting.set(Instant.MIN);
    }

    private void requireAwake() {
        Instant until = resting.get();
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            throw new ModelUnavailableException(
                    ModelFailure.PAUSED,
                    "The model's server said not to come before " + until,
                    Duration.between(now, until),
                    null);
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ModelUnavailableException.of(
                        ModelFailure.CROWDED, "Other calls of the model took all turns for " + deadline);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private ChatResponse inTime(Callable<ChatResponse> call) throws Exception {
        AbortableCall abortable = new AbortableCall();
        FutureTask<ChatResponse> task = new FutureTask<>(() -> {
            abortable.begin();
            try {
                return call.call();
            } finally {
                AbortableCall.end();
            }
        });
        try {
            executor.execute(task);
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abortable.abort();
            task.cancel(true);
            throw ModelUnavailableException.of(
                    ModelFailure.DEADLINE, "The model's answer was not complete after " + deadline);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        } catch (RejectedExecutionException e) {
            throw ModelUnavailableException.of(ModelFailure.CROWDED, "No thread is free for a call of the model");
        } catch (InterruptedException e) {
            abortable.abort();
            task.cancel(true);
            throw interrupted();
        }
    }

    private static ModelUnavailableException interrupted() {
        Thread.currentThread().interrupt();
        return ModelUnavailableException.of(
                ModelFailure.CROWDED, "Interrupted while waiting for the model; the service stops");
    }
}

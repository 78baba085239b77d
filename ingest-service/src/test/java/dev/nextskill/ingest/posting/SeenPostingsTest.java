package dev.nextskill.ingest.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextskill.ingest.posting.FakeSeenPostingsStore.Mood;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class SeenPostingsTest {

    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(2, 2);

    private final FakeSeenPostingsStore store = new FakeSeenPostingsStore();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void what_was_added_is_contained() throws Exception {
        var seen = seen(Duration.ofHours(1));

        assertThat(answer(seen.contains(FIRST))).isFalse();
        assertThat(answer(seen.add(FIRST))).isTrue();
        assertThat(answer(seen.contains(FIRST))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WELL")
    void a_store_that_does_not_answer_is_asked_once_and_then_left_alone(Mood mood) throws Exception {
        var seen = seen(Duration.ofHours(1));
        store.become(mood);

        assertThat(answer(seen.contains(FIRST))).isFalse();
        assertThat(answer(seen.contains(SECOND))).isFalse();
        assertThat(answer(seen.add(FIRST))).isTrue();

        assertThat(store.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WELL")
    void what_could_not_be_remembered_is_brought_in_after_the_outage(Mood mood) throws Exception {
        var seen = seen(Duration.ofMillis(10));
        store.become(mood);
        answer(seen.add(FIRST));
        answer(seen.add(SECOND));
        assertThat(store.knows(FIRST)).isFalse();

        store.become(Mood.WELL);

        await().until(() -> store.knows(FIRST) && store.knows(SECOND));
        await().until(() -> answer(seen.contains(FIRST)));
    }

    @Test
    void more_is_brought_in_than_goes_at_once() throws Exception {
        var seen = seen(Duration.ofMillis(10));
        store.become(Mood.FAILING);
        for (var i = 0; i < 1200; i++) {
            answer(seen.add(new UUID(7, i)));
        }

        store.become(Mood.WELL);

        await().until(() -> answer(seen.contains(new UUID(7, 0))) && answer(seen.contains(new UUID(7, 1199))));
    }

    private SeenPostings seen(Duration coolDown) {
        return new SeenPostings(store, Duration.ofMillis(100), coolDown, timer);
    }

    private static boolean answer(CompletionStage<Boolean> stage) throws Exception {
        return stage.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}

package dev.nextskill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnExitTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void closes_the_newest_first_and_each_once() {
        OnExit onExit = new OnExit();
        onExit.own(() -> closed.add("data"));
        onExit.own(() -> closed.add("stack"));

        onExit.close();
        onExit.close();

        assertThat(closed).containsExactly("stack", "data");
    }

    @Test
    void one_that_fails_does_not_keep_the_others_open() {
        OnExit onExit = new OnExit();
        onExit.own(() -> closed.add("data"));
        onExit.own(() -> {
            throw new IllegalStateException("a server that does not stop");
        });

        onExit.close();

        assertThat(closed).containsExactly("data");
    }
}

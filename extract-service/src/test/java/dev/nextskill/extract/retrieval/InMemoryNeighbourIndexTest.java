package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryNeighbourIndexTest extends NeighbourIndexContract {

    private final List<Integer> told = new ArrayList<>();

    @Override
    NeighbourIndex index() {
        return new InMemoryNeighbourIndex(2, told::add);
    }

    @Test
    void one_that_grows_too_large_is_told_of_once() {
        NeighbourIndex index = index();

        index.put(List.of(vector(1, 1, 1), vector(2, 2, 1)));
        assertThat(told).isEmpty();

        index.put(List.of(vector(3, 3, 1)));
        index.put(List.of(vector(4, 4, 1)));
        assertThat(told).containsExactly(3);
    }
}

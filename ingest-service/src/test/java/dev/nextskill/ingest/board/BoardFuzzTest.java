package dev.nextskill.ingest.board;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.board.BoardReader.MalformedAnswerException;
import dev.nextskill.testing.Fuzz;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a board answers, its entries are read or named as broken, or the answer is refused; see {@link Fuzz}. */
class BoardFuzzTest {

    private static final List<byte[]> ANSWERS = List.of(
            SampleBoards.GREENHOUSE.getBytes(UTF_8),
            SampleBoards.GREENHOUSE_PARTLY_BROKEN.getBytes(UTF_8),
            SampleBoards.LEVER.getBytes(UTF_8),
            SampleBoards.ASHBY.getBytes(UTF_8),
            SampleBoards.LEVER.getBytes(UTF_16));
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-1",
            "1e999",
            "0.1",
            "{}",
            "[]",
            "\"\"",
            "\"id\":",
            "\"jobs\":[",
            "\"title\":",
            "\"lists\":[{",
            "\"content\":\"",
            "&lt;",
            "&amp;amp;",
            "&#xD800;",
            "<li>",
            "<ul>",
            "<p>",
            "</p>",
            "<table>",
            "<script>",
            "<!--",
            "9".repeat(1_200),
            "1777593600000",
            "\uFEFF",
            "\u0000",
            "𠮷",
            "//",
            "/*");
    private static final List<String> HEADER_WORDS = List.of(
            "Fri",
            "Friday",
            ", ",
            "06",
            "6",
            " ",
            "-",
            "Nov",
            "2026",
            "26",
            "99999999999",
            "08:49:37",
            "24:00:00",
            "GMT",
            ":",
            "120",
            "\u0661",
            "-1",
            "+1",
            "\t",
            "é");

    private final BoardReader reader = new BoardReader(new ObjectMapper());

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void an_answer_with_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> readsOrRefuses(Fuzz.spoiled(random, ANSWERS, WORDS)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_answer(@ForAll long seed) {
        Fuzz.run(
                seed,
                random -> readsOrRefuses(
                        random.nextBoolean()
                                ? Fuzz.noise(random, 2_000)
                                : Fuzz.soup(random, WORDS).getBytes(UTF_8)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_retry_after(@ForAll long seed) {
        Fuzz.run(seed, random -> RetryAfter.parse(
                        Fuzz.soup(random, HEADER_WORDS), Instant.ofEpochSecond(random.nextLong(4_000_000_000L)))
                .ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST)));
    }

    private void readsOrRefuses(byte[] answer) throws Exception {
        for (var api : BoardApi.all()) {
            try {
                reader.read(answer, api, "Sample Inc.", item -> {
                    if (item instanceof BoardItem.Posting posting) {
                        assertThat(posting.document().text()).isNotNull();
                    }
                    return true;
                });
            } catch (MalformedAnswerException e) {
                assertThat(e).hasMessageStartingWith("The answer ");
            }
        }
    }
}

package dev.nextskill.planner.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever record comes, it can be counted or is refused with a reason; see {@link Fuzz}. */
class SkillRequirementsFuzzTest {

    private static final List<byte[]> EVENTS = ContractExamples.of("skill-requirements/v1").examples().values().stream()
            .map(json -> json.getBytes(StandardCharsets.UTF_8))
            .toList();
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
            "{}",
            "[]",
            "\"\"",
            "0",
            "-1",
            "1.5",
            "2147483648",
            "1e999",
            "9".repeat(1_200),
            "\"skillId\":",
            "\"anyOf\":[",
            "\"requirements\":[",
            "\"programmingLanguages\":[",
            "\"rank\":",
            "\"necessity\":",
            "\"essential\"",
            "\"preferred\"",
            "\"level\":",
            "\"evidence\":{",
            "\"quote\":",
            "\"duplicateOf\":",
            "\"roleClass\":{\"id\":",
            "\"datePosted\":",
            "\"0000-01-01\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"internship\":",
            "\"education\":",
            "go",
            "c++",
            "|",
            ";",
            "\uFEFF",
            "\u0000",
            "𠮷");

    /** As Quarkus makes it of application.properties. */
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void an_event_with_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> countsOrRefuses(Fuzz.spoiled(random, EVENTS, WORDS)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_record(@ForAll long seed) {
        Fuzz.run(
                seed,
                random -> countsOrRefuses(
                        random.nextBoolean()
                                ? Fuzz.noise(random, 2_000)
                                : Fuzz.soup(random, WORDS).getBytes(StandardCharsets.UTF_8)));
    }

    private void countsOrRefuses(byte[] value) {
        SkillRequirementsExtracted event;
        try {
            event = ReceivedRequirements.read(value, json).event();
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(event.gates()).isNotNull();
        assertThat(PostingWords.of(event).postingId()).isEqualTo(event.postingId());
        assertThat(MarketContribution.of(event).counts().isEmpty()).isEqualTo(event.duplicateOf() != null);
        List<PostingSignature.AskedGroup> groups = PostingSignature.essentialGroups(event);
        assertThat(PostingSignature.read(PostingSignature.write(groups))).isEqualTo(groups);
    }
}

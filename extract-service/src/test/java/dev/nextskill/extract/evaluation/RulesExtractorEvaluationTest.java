package dev.nextskill.extract.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RequirementExtraction;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How well the rules engine reads real postings, by the figures of {@code shared/eval/score.py}, and that it does not get worse:
 * {@code floors.properties} says what was reached. Skipped where the data are not there.
 */
class RulesExtractorEvaluationTest {

    private static final String GOLD = "data/gold/dev.ndjson";

    /** How far a figure may fall: a change that mends one thing may cost another a little. */
    private static final double TOLERANCE = 0.01;

    private static final Path PREDICTIONS = Path.of("target", "evaluation", "predictions.ndjson");

    private static @Nullable SharedData shared;

    private static Map<String, Double> figures = Map.of();

    @BeforeAll
    static void read_the_annotated_postings() throws IOException {
        shared = SharedData.find().orElse(null);
        assumeTrue(shared != null, SharedData.ABSENT);
        SharedData data = Objects.requireNonNull(shared);
        Map<String, JsonNode> texts = new HashMap<>();
        for (String file : List.of("data/postings/zh.ndjson", "data/postings/en.ndjson")) {
            data.read(file).forEach(row -> texts.put(row.path("id").asText(), row));
        }
        // As the service writes it.
        ObjectMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
        RequirementExtraction extraction =
                new RequirementExtraction(new RulesExtractor(SkillVocabulary.load()), json, Clock.systemUTC());
        GoldScore score = new GoldScore(Files.readAllLines(data.file("data/gold/synonyms.tsv")));
        List<String> lines = new ArrayList<>();
        for (JsonNode gold : data.read(GOLD)) {
            String id = gold.path("id").asText();
            JsonNode row = Objects.requireNonNull(texts.get(id), () -> "There is no text for " + id);
            ObjectNode prediction = json.valueToTree(extraction.preview(new PostingText(
                    row.path("title").textValue(),
                    row.path("company").textValue(),
                    row.path("text").asText())));
            prediction.put("id", id);
            lines.add(prediction.toString());
            score.add(gold, prediction);
        }
        Files.createDirectories(PREDICTIONS.getParent());
        Files.write(PREDICTIONS, lines);
        figures = score.figures();
        System.out.printf("Rules engine on %d annotated postings:%n", lines.size());
        figures.forEach((name, value) -> System.out.printf("  %-20s %.3f%n", name, value));
    }

    @Test
    void no_figure_falls_below_what_was_reached() throws IOException {
        Map<String, Double> floors = floors();
        Map<String, String> fallen = new TreeMap<>();
        floors.forEach((name, floor) -> {
            double figure = Objects.requireNonNull(figures.get(name), () -> "There is no figure " + name);
            if (figure < floor - TOLERANCE) {
                fallen.put(name, "%.3f, was %.3f".formatted(figure, floor));
            }
        });

        assertThat(floors).isNotEmpty();
        assertThat(fallen)
                .as(
                        "figures more than %s below floors.properties; score.py --predictions %s shows what was missed",
                        TOLERANCE, PREDICTIONS)
                .isEmpty();
    }

    @Test
    void the_figures_are_those_of_score_py() throws IOException, InterruptedException {
        SharedData data = Objects.requireNonNull(shared);
        Path theirs = PREDICTIONS.resolveSibling("figures.json");
        Process script;
        try {
            script = new ProcessBuilder(
                            "python3",
                            data.file("eval/score.py").toString(),
                            "--predictions",
                            PREDICTIONS.toString(),
                            "--json",
                            theirs.toString(),
                            data.file(GOLD).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(PREDICTIONS.resolveSibling("score.txt").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "There is no python3 to run score.py with: " + e.getMessage());
            return;
        }
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();

        Map<String, Double> expected = new HashMap<>();
        for (Map.Entry<String, JsonNode> figure :
                new ObjectMapper().readTree(theirs.toFile()).properties()) {
            if (figure.getValue().isObject()) {
                figure.getValue()
                        .properties()
                        .forEach(part -> expected.put(
                                figure.getKey() + "." + part.getKey(),
                                part.getValue().asDouble()));
            } else if (!figure.getKey().equals("postings")) {
                expected.put(figure.getKey(), figure.getValue().asDouble());
            }
        }
        assertThat(figures).containsOnlyKeys(expected.keySet());
        figures.forEach((name, value) ->
                assertThat(value).as(name).isEqualTo(Objects.requireNonNull(expected.get(name)), within(1e-9)));
    }

    private static Map<String, Double> floors() throws IOException {
        Properties floors = new Properties();
        try (InputStream in =
                Objects.requireNonNull(RulesExtractorEvaluationTest.class.getResourceAsStream("floors.properties"))) {
            floors.load(in);
        }
        Map<String, Double> byName = new TreeMap<>();
        floors.stringPropertyNames().forEach(name -> byName.put(name, Double.valueOf(floors.getProperty(name))));
        return byName;
    }
}

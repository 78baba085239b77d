package dev.nextskill.extract.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.extract.evaluation.SharedData;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ahocorasick.trie.Trie;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What reading a posting costs, beside the least that finding its skills could cost: one pass of an Aho–Corasick automaton with the same
 * labels over the same texts. Postings a second on one core. Run by hand, see the service's README.
 *
 * <p>The scan is what a reader of the library's manual would write: it lower-cases characters as it goes and hands over each match, also
 * those inside words. The engine's folding (width, traditional characters) is inside its measure.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
public class RulesExtractorBenchmark {

    private static final int POSTINGS = 1_000;

    private List<PostingText> postings = List.of();
    private @Nullable RulesExtractor extractor;
    private @Nullable Trie labels;

    @Setup
    public void read() {
        List<JsonNode> rows = new ArrayList<>(SharedData.find()
                .orElseThrow(() -> new IllegalStateException(SharedData.ABSENT))
                .read("data/postings/zh.ndjson"));
        Collections.shuffle(rows, new Random(42));
        postings = rows.subList(0, POSTINGS).stream()
                .map(row -> new PostingText(
                        row.path("title").textValue(),
                        row.path("company").textValue(),
                        row.path("text").asText()))
                .toList();
        SkillVocabulary vocabulary = SkillVocabulary.load();
        extractor = new RulesExtractor(vocabulary);
        labels = Trie.builder()
                .ignoreCase()
                .addKeywords(vocabulary.skills().stream()
                        .map(Skill::labels)
                        .flatMap(Collection::stream)
                        .map(SkillLabel::text)
                        .toList())
                .build();
    }

    @Benchmark
    @OperationsPerInvocation(POSTINGS)
    public void rules(Blackhole results) {
        RulesExtractor engine = extractor;
        if (engine != null) {
            postings.forEach(posting -> results.consume(engine.extract(posting)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(POSTINGS)
    public void ahoCorasick(Blackhole results) {
        Trie automaton = labels;
        if (automaton != null) {
            for (PostingText posting : postings) {
                automaton.parseText(posting.text(), emit -> {
                    results.consume(emit);
                    return true;
                });
            }
        }
    }

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(RulesExtractorBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(3))
                        .jvmArgsAppend("-Xmx1g", "-XX:+UseSerialGC")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.printf(
                "%nRules engine by bare Aho–Corasick, the fastest iteration of each: %.2f (goal: at least 0.25)%n",
                fastest(results, "rules") / fastest(results, "ahoCorasick"));
    }

    /** What else runs on the machine only ever makes an iteration slower. */
    private static double fastest(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(name))
                .mapToDouble(result -> result.getPrimaryResult().getStatistics().getMax())
                .findFirst()
                .orElseThrow();
    }
}

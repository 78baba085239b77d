package dev.nextskill.extract.duplicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.extract.evaluation.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many of the real postings repeat an earlier one, and a sample of pairs to read. Run by hand, see the service's README:
 * {@code NearDuplicateSurvey THRESHOLD PAIRS-FILE}.
 */
public final class NearDuplicateSurvey {

    private static final int SAMPLE = 50;

    private NearDuplicateSurvey() {}

    private record Pair(JsonNode earlier, JsonNode later, double estimate) {}

    public static void main(String[] arguments) throws IOException {
        double threshold = Double.parseDouble(arguments[0]);
        List<JsonNode> postings = SharedData.find()
                .orElseThrow(() -> new IllegalStateException(SharedData.ABSENT))
                .read("data/postings/zh.ndjson");
        List<TextSignature> signatures = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            signatures.clear();
            long start = System.nanoTime();
            for (JsonNode posting : postings) {
                signatures.add(TextSignature.of(posting.path("text").asText()).orElseThrow());
            }
            System.out.printf("signature: %.1f µs a posting%n", (System.nanoTime() - start) / 1e3 / postings.size());
        }

        Map<Long, List<Integer>> byBand = new HashMap<>();
        List<Pair> repeats = new ArrayList<>();
        Map<String, Integer> pairsBySimilarity = new TreeMap<>();
        long candidates = 0;
        for (int later = 0; later < postings.size(); later++) {
            Set<Integer> earlier = new HashSet<>();
            for (long band : signatures.get(later).bands()) {
                List<Integer> same = byBand.computeIfAbsent(band, unused -> new ArrayList<>());
                earlier.addAll(same);
                same.add(later);
            }
            candidates += earlier.size();
            boolean found = false;
            for (int each : earlier.stream().sorted().toList()) {
                double estimate = TextSignature.similarity(
                        signatures.get(later).places(), signatures.get(each).places());
                pairsBySimilarity.merge("%.2f".formatted(Math.floor(estimate * 20) / 20), 1, Integer::sum);
                if (!found
                        && traits(postings.get(later), signatures.get(later))
                                .repeats(traits(postings.get(each), signatures.get(each)), threshold)) {
                    found = true;
                    repeats.add(new Pair(postings.get(each), postings.get(later), estimate));
                }
            }
        }
        System.out.printf(
                "%d postings, %d candidate pairs, %d repeat an earlier one at %.2f%n",
                postings.size(), candidates, repeats.size(), threshold);
        System.out.println("candidate pairs by estimated similarity: " + new LinkedHashMap<>(pairsBySimilarity));
        Collections.shuffle(repeats, new Random(42));
        StringBuilder sample = new StringBuilder();
        for (Pair pair : repeats.subList(0, Math.min(SAMPLE, repeats.size()))) {
            sample.append("=== estimate %.3f, exact %.3f%n".formatted(pair.estimate(), exact(pair)));
            for (JsonNode each : List.of(pair.earlier(), pair.later())) {
                sample.append("--- %s | %s | %s | %s | %s%n%s%n"
                        .formatted(
                                each.path("id").asText(),
                                each.path("title").asText(),
                                each.path("company").asText(),
                                each.path("city").asText(),
                                each.path("date").asText(),
                                each.path("text").asText()));
            }
        }
        Files.writeString(Path.of(arguments[1]), sample, StandardCharsets.UTF_8);
    }

    private static PostingTraits traits(JsonNode posting, TextSignature signature) {
        return PostingTraits.of(
                signature,
                posting.path("company").textValue(),
                posting.path("title").textValue());
    }

    private static double exact(Pair pair) {
        Set<Long> one = shingles(pair.earlier());
        Set<Long> other = shingles(pair.later());
        Set<Long> both = new HashSet<>(one);
        both.retainAll(other);
        return (double) both.size() / (one.size() + other.size() - both.size());
    }

    private static Set<Long> shingles(JsonNode posting) {
        int[] letters = TextSignature.letters(posting.path("text").asText());
        Set<Long> shingles = new HashSet<>();
        for (int from = 0; from <= letters.length - 5; from++) {
            shingles.add(TextSignature.shingle(letters, from));
        }
        return shingles;
    }
}

package dev.nextskill.extract.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The figures of {@code shared/eval/score.py}, whose head explains each, for predictions against annotated postings; both as JSON.
 * A port line by line: where the two differ, the script is right.
 */
final class GoldScore {

    private final Map<String, Set<String>> synonyms;
    private final Map<String, Integer> counts = new HashMap<>();

    /** @param synonyms lines of labels that mean the same, separated by tabs */
    GoldScore(List<String> synonyms) {
        this.synonyms = new HashMap<>();
        for (String line : synonyms) {
            List<String> names = Stream.of(line.split("\t"))
                    .filter(name -> !name.isEmpty())
                    .map(GoldScore::norm)
                    .toList();
            names.forEach(name -> this.synonyms
                    .computeIfAbsent(name, unused -> new HashSet<>())
                    .addAll(names));
        }
    }

    /** A skill and the requirement it stands in. */
    private record Asked(int requirement, JsonNode skill, JsonNode ask) {

        boolean isDuty() {
            return ask.path("necessity").asText().equalsIgnoreCase("responsibility");
        }
    }

    /** Which predicted skill is which gold skill, by their places in the lists. */
    private record Pair(int predicted, int gold) {}

    /**
     * Counts a posting.
     *
     * @param predicted null if there is no prediction
     */
    void add(JsonNode gold, @Nullable JsonNode predicted) {
        JsonNode p = predicted == null ? MissingNode.getInstance() : predicted;
        List<Asked> gs = skills(gold);
        List<Asked> ps = skills(p).stream()
                .filter(asked ->
                        !asked.skill().path("assertion").asText("stated").equalsIgnoreCase("inferred"))
                .toList();
        List<Pair> pairs = pairs(ps, gs);
        count("pred", ps.size());
        count("gold", gs.size());
        count("tp", pairs.size());
        countKinds(ps, gs, pairs);
        countValues(ps, gs, pairs);
        countGroups(ps, gs, pairs);
        countPosting(gold, p);
    }

    private static List<Asked> skills(JsonNode posting) {
        List<Asked> skills = new ArrayList<>();
        int number = 0;
        for (JsonNode ask : posting.path("requirements")) {
            for (JsonNode skill : ask.path("anyOf")) {
                skills.add(new Asked(number, skill, ask));
            }
            number++;
        }
        return skills;
    }

    private static List<Pair> pairs(List<Asked> ps, List<Asked> gs) {
        List<Pair> pairs = new ArrayList<>();
        Set<Integer> paired = new HashSet<>();
        Set<Integer> taken = new HashSet<>();
        for (boolean exact : new boolean[] {true, false}) {
            for (int i = 0; i < ps.size(); i++) {
                if (paired.contains(i)) {
                    continue;
                }
                for (int j = 0; j < gs.size(); j++) {
                    if (!taken.contains(j) && names(ps.get(i).skill(), gs.get(j).skill(), exact)) {
                        taken.add(j);
                        paired.add(i);
                        pairs.add(new Pair(i, j));
                        break;
                    }
                }
            }
        }
        return pairs;
    }

    private static boolean names(JsonNode predicted, JsonNode gold, boolean exact) {
        List<String> golds = Stream.concat(
                        texts(gold.path("surfaces")),
                        Stream.of(gold.path("label").asText()))
                .toList();
        return Stream.of(predicted.path("mention").path("text"), predicted.path("label"))
                .map(JsonNode::asText)
                .filter(name -> !name.isEmpty())
                .anyMatch(name ->
                        golds.stream().anyMatch(other -> exact ? norm(name).equals(norm(other)) : same(name, other)));
    }

    private void countKinds(List<Asked> ps, List<Asked> gs, List<Pair> pairs) {
        for (int i = 0; i < ps.size(); i++) {
            int number = i;
            Asked asked = ps.get(i);
            List<Asked> hits = pairs.stream()
                    .filter(pair -> pair.predicted() == number)
                    .map(pair -> gs.get(pair.gold()))
                    .toList();
            String label = Stream.of(
                            hits.isEmpty()
                                    ? ""
                                    : hits.get(0).skill().path("label").asText(),
                            asked.skill().path("label").asText(),
                            asked.skill().path("mention").path("text").asText())
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse("");
            count(kind(label) + "-pred", 1);
            count(kind(label) + "-tp", hits.size());
            if (!asked.isDuty()) {
                count("asked-pred", 1);
                count("asked-tp", hits.stream().anyMatch(hit -> !hit.isDuty()));
            }
        }
        for (Asked asked : gs) {
            count("asked-gold", !asked.isDuty());
            count(kind(asked.skill().path("label").asText()) + "-gold", 1);
        }
    }

    private void countValues(List<Asked> ps, List<Asked> gs, List<Pair> pairs) {
        for (Pair pair : pairs) {
            Asked p = ps.get(pair.predicted());
            Asked g = gs.get(pair.gold());
            count("necessity", sameWord(p.ask(), g.ask(), "necessity"));
            String label = norm(g.skill().path("label").asText());
            count(
                    "link",
                    synonyms.getOrDefault(label, Set.of(label))
                            .contains(norm(p.skill().path("label").asText())));
            if (!g.ask().path("level").asText().equals("unspecified")) {
                count("levels", 1);
                count("level", sameWord(p.ask(), g.ask(), "level"));
            }
        }
    }

    private void countGroups(List<Asked> ps, List<Asked> gs, List<Pair> pairs) {
        for (int one = 0; one < pairs.size(); one++) {
            for (int other = one + 1; other < pairs.size(); other++) {
                boolean p = ps.get(pairs.get(one).predicted()).requirement()
                        == ps.get(pairs.get(other).predicted()).requirement();
                boolean g = gs.get(pairs.get(one).gold()).requirement()
                        == gs.get(pairs.get(other).gold()).requirement();
                count("pp", p);
                count("gp", g);
                count("tpp", p && g);
            }
        }
    }

    private void countPosting(JsonNode g, JsonNode p) {
        count("postings", 1);
        count(
                "role",
                p.path("roleClass")
                        .path("id")
                        .asText()
                        .equals(g.path("roleClass").asText()));
        count("edu", education(p.path("education").path("minimum")).equals(education(g.path("education"))));
        count("intern", Stream.of("minMonths", "daysPerWeek").allMatch(value -> number(
                        g.path("internship").path(value))
                .equals(number(p.path("internship").path(value)))));
        List<String> gl = texts(g.path("languages")).map(GoldScore::norm).toList();
        List<String> pl = StreamSupport.stream(p.path("programmingLanguages").spliterator(), false)
                .sorted(Comparator.comparingInt(
                        language -> language.path("rank").asInt(0)))
                .map(language ->
                        language.path("label").asText(language.path("skillId").asText()))
                .map(GoldScore::norm)
                .toList();
        count("lang", gl.equals(pl));
        count("first", gl.stream().findFirst().equals(pl.stream().findFirst()));
    }

    /** The figures by score.py's names, those of precision, recall and F1 as {@code name.p}, {@code name.r}, {@code name.f1}. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        double postings = Math.max(1, get("postings"));
        prf(figures, "skills", "tp", "pred", "gold");
        prf(figures, "named", "named-tp", "named-pred", "named-gold");
        prf(figures, "concept", "concept-tp", "concept-pred", "concept-gold");
        prf(figures, "asked", "asked-tp", "asked-pred", "asked-gold");
        prf(figures, "skills+necessity", "necessity", "pred", "gold");
        figures.put("linking", get("link") / (double) Math.max(1, get("tp")));
        figures.put("level", get("level") / (double) Math.max(1, get("levels")));
        prf(figures, "grouping", "tpp", "pp", "gp");
        figures.put("role", get("role") / postings);
        figures.put("education", get("edu") / postings);
        figures.put("internship", get("intern") / postings);
        figures.put("languages", get("lang") / postings);
        figures.put("firstLanguage", get("first") / postings);
        return figures;
    }

    private void prf(Map<String, Double> figures, String name, String right, String predicted, String gold) {
        double p = get(predicted) == 0 ? 0 : get(right) / (double) get(predicted);
        double r = get(gold) == 0 ? 0 : get(right) / (double) get(gold);
        figures.put(name + ".p", p);
        figures.put(name + ".r", r);
        figures.put(name + ".f1", p + r == 0 ? 0 : 2 * p * r / (p + r));
    }

    /** NFKC, lower case, no white space. */
    static String norm(String words) {
        StringBuilder normal = new StringBuilder();
        Normalizer.normalize(words, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x85)
                .forEach(normal::appendCodePoint);
        return normal.toString();
    }

    /** Equal, or one holds the other and the shorter is at least half as long. */
    static boolean same(String one, String other) {
        String a = norm(one);
        String b = norm(other);
        if (a.isEmpty() || b.isEmpty()) {
            return false;
        }
        String shorter = length(a) <= length(b) ? a : b;
        String longer = length(a) <= length(b) ? b : a;
        return a.equals(b)
                || (length(shorter) >= 2 && longer.contains(shorter) && length(shorter) * 2 >= length(longer));
    }

    private static int length(String words) {
        return words.codePointCount(0, words.length());
    }

    private static String kind(String label) {
        return norm(label).chars().anyMatch(c -> c >= 'a' && c <= 'z') ? "named" : "concept";
    }

    private static boolean sameWord(JsonNode predicted, JsonNode gold, String field) {
        return predicted
                .path(field)
                .asText()
                .toLowerCase(Locale.ROOT)
                .equals(gold.path(field).asText());
    }

    /** "null" and null are none. */
    private static String education(JsonNode value) {
        return Objects.equals(value.asText(), "null") ? "" : value.asText();
    }

    private static String number(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    private int get(String name) {
        return counts.getOrDefault(name, 0);
    }

    private void count(String name, boolean holds) {
        count(name, holds ? 1 : 0);
    }

    private void count(String name, int more) {
        counts.merge(name, more, Integer::sum);
    }
}

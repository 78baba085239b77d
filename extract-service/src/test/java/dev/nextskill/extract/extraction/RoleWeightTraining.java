package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.evaluation.SharedData;
import dev.nextskill.extract.extraction.RoleClassifier.RoleClassEntry;
import dev.nextskill.extract.extraction.RolePostings.Posting;
import dev.nextskill.extract.extraction.RoleWordReader.Place;
import dev.nextskill.extract.extraction.SoftmaxRegression.Example;
import dev.nextskill.extract.extraction.SoftmaxRegression.Features;
import dev.nextskill.vocabulary.YamlEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Learns the weights of {@code role-classes.yaml}, prints how well they do on labels that they have not seen, and writes the
 * file again, its comments kept. Run by hand, see the service's README: {@code RoleWeightTraining FILE [GOLD-FILE…]}; the
 * postings of {@code shared/data/gold} and of the gold files named are left out.
 */
public final class RoleWeightTraining {

    private static final double PENALTY = 3e-5;
    /** What a posting counts that nobody labelled: by its title alone at first, then by the weights so far. */
    private static final double UNLABELLED = 0.1;

    private static final double AS_NOTE = 1;
    private static final double UNTITLED = 0.5;
    private static final int FOLDS = 5;
    private static final double STEP = 0.5;
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{L}][\\p{L}\\p{N}+./-]*( [\\p{L}\\p{N}+./-]+)*");
    private static final Set<String> YAML_WORDS = Set.of("no", "yes", "on", "off", "null", "true", "false", "y", "n");

    private final RolePostings reader;
    private final List<RoleClassEntry> classes;
    private final List<Posting> postings;
    private final Map<String, Integer> labels;

    private RoleWeightTraining(
            RolePostings reader, List<RoleClassEntry> classes, List<Posting> postings, Map<String, Integer> labels) {
        this.reader = reader;
        this.classes = classes;
        this.postings = postings;
        this.labels = labels;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        SharedData shared = SharedData.find().orElseThrow(() -> new IllegalStateException(SharedData.ABSENT));
        Set<String> leftOut = new HashSet<>();
        shared.read("data/gold/dev.ndjson")
                .forEach(gold -> leftOut.add(gold.path("id").asText()));
        for (int i = 1; i < arguments.length; i++) {
            for (String line : Files.readAllLines(Path.of(arguments[i]))) {
                leftOut.add(new ObjectMapper().readTree(line).path("id").asText());
            }
        }
        List<RoleClassEntry> classes =
                YamlEntries.ofResource(RoleClassifier.class, "role-classes.yaml", RoleClassEntry.class).stream()
                        .map(YamlEntries.Entry::value)
                        .toList();
        List<String> ids = classes.stream().map(RoleClassEntry::id).toList();
        Map<String, Integer> labels = classesOf("role-labels.tsv", ids);
        RolePostings reader = new RolePostings(ids);
        List<JsonNode> rows = new ArrayList<>(shared.read("data/postings/zh.ndjson"));
        rows.addAll(shared.read("data/postings/en.ndjson"));
        List<Posting> postings = reader.read(rows, labels.keySet(), leftOut);
        System.out.printf("%d different postings, %d of them labelled%n", postings.size(), labels.size());

        RoleWeightTraining training = new RoleWeightTraining(reader, classes, postings, labels);
        double temperature = training.crossValidate();
        training.write(file, training.train(Set.of()).cooled(temperature));
    }

    private static Map<String, Integer> classesOf(String resource, List<String> classes) {
        Map<String, Integer> byId = new TreeMap<>();
        for (String line : RolePostings.lines(resource)) {
            int tab = line.indexOf('\t');
            byId.put(line.substring(0, tab), classes.indexOf(line.substring(tab + 1)));
        }
        return byId;
    }

    /** @param unseen ids of labelled postings that must not be learned from */
    private SoftmaxRegression train(Set<String> unseen) {
        SoftmaxRegression byTitles = fit(unseen, null);
        return fit(unseen, byTitles);
    }

    private SoftmaxRegression fit(Set<String> unseen, @Nullable SoftmaxRegression before) {
        List<Example> examples = new ArrayList<>();
        for (Posting posting : postings) {
            Integer label = labels.get(posting.id());
            if (unseen.contains(posting.id())) {
                continue;
            }
            if (label != null) {
                double[] target = certain(label);
                examples.add(new Example(posting.full(), target, 1));
                examples.add(new Example(posting.note(), target, AS_NOTE));
                examples.add(new Example(posting.untitled(), target, UNTITLED));
            } else if (before != null || posting.hint() != null) {
                // Nobody labelled it: what the weights so far say.
                double[] target = before == null
                        ? certain(Objects.requireNonNull(posting.hint()))
                        : before.probabilities(posting.full());
                examples.add(new Example(posting.full(), target, UNLABELLED));
                // One of the two other forms is enough for as many as these are.
                boolean note = posting.id().hashCode() % 2 == 0;
                examples.add(new Example(
                        note ? posting.note() : posting.untitled(), target, UNLABELLED * (note ? AS_NOTE : UNTITLED)));
            }
        }
        return SoftmaxRegression.fit(balanced(examples), reader.features(), classes.size(), PENALTY);
    }

    /** Rare classes count for more, by the root of how rare they are: what is searched for differs from place to place. */
    private List<Example> balanced(List<Example> examples) {
        double[] shares = new double[classes.size()];
        double sum = 0;
        for (Example example : examples) {
            sum += example.weight();
            for (int c = 0; c < shares.length; c++) {
                shares[c] += example.weight() * example.target()[c];
            }
        }
        List<Example> balanced = new ArrayList<>();
        for (Example example : examples) {
            double factor = 0;
            for (int c = 0; c < shares.length; c++) {
                factor += example.target()[c] * Math.sqrt(sum / (shares.length * shares[c]));
            }
            balanced.add(new Example(example.features(), example.target(), example.weight() * factor));
        }
        return balanced;
    }

    private double[] certain(int roleClass) {
        double[] target = new double[classes.size()];
        target[roleClass] = 1;
        return target;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(double[] scores, int label) {

        boolean right() {
            return SoftmaxRegression.best(scores) == label;
        }
    }

    /** Prints the figures; returns the temperature under which the labels that were held out are likeliest. */
    private double crossValidate() {
        List<Posting> labelled = new ArrayList<>(
                postings.stream().filter(p -> labels.containsKey(p.id())).toList());
        Collections.shuffle(labelled, new Random(7));
        List<Held> full = new ArrayList<>();
        List<Held> notes = new ArrayList<>();
        List<Held> untitled = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            Set<String> unseen = new HashSet<>();
            List<Posting> held = new ArrayList<>();
            for (int i = fold; i < labelled.size(); i += FOLDS) {
                unseen.add(labelled.get(i).id());
                held.add(labelled.get(i));
            }
            SoftmaxRegression weights = train(unseen);
            for (Posting posting : held) {
                full.add(held(weights, posting, Posting::full));
                notes.add(held(weights, posting, Posting::note));
                untitled.add(held(weights, posting, Posting::untitled));
            }
        }
        List<Held> all = new ArrayList<>(full);
        all.addAll(notes);
        double temperature = 0.5;
        for (double t = 0.5; t < 4; t += 0.05) {
            temperature = loss(all, t) < loss(all, temperature) ? t : temperature;
        }
        System.out.printf(Locale.ROOT, "held out, %d folds; temperature %.2f%n", FOLDS, temperature);
        report("postings", full, temperature);
        report("notes", notes, temperature);
        report("untitled", untitled, temperature);
        return temperature;
    }

    private Held held(SoftmaxRegression weights, Posting posting, Function<Posting, Features> form) {
        return new Held(weights.scores(form.apply(posting)), labels.getOrDefault(posting.id(), -1));
    }

    private static double loss(List<Held> held, double temperature) {
        return held.stream()
                .mapToDouble(each -> -Math.log(SoftmaxRegression.softmax(each.scores, temperature)[each.label]))
                .average()
                .orElseThrow();
    }

    private static void report(String form, List<Held> held, double temperature) {
        System.out.printf(
                Locale.ROOT,
                "%-9s right %.3f, loss %.3f; ",
                form,
                held.stream().mapToInt(each -> each.right() ? 1 : 0).average().orElseThrow(),
                loss(held, temperature));
        for (int tenth = 2; tenth < 10; tenth += 2) {
            double from = tenth / 10.0;
            List<Held> within = held.stream()
                    .filter(each -> confidence(each, temperature) >= from && confidence(each, temperature) < from + 0.2)
                    .toList();
            System.out.printf(
                    Locale.ROOT,
                    "confidence %.2f right %.2f of %d; ",
                    within.stream()
                            .mapToDouble(each -> confidence(each, temperature))
                            .average()
                            .orElse(0),
                    within.stream()
                            .mapToInt(each -> each.right() ? 1 : 0)
                            .average()
                            .orElse(0),
                    within.size());
        }
        System.out.println();
    }

    private static double confidence(Held held, double temperature) {
        return SoftmaxRegression.softmax(held.scores, temperature)[SoftmaxRegression.best(held.scores)];
    }

    private void write(Path file, SoftmaxRegression weights) throws IOException {
        StringBuilder yaml = new StringBuilder();
        Files.readAllLines(file).stream()
                .takeWhile(line -> line.startsWith("#"))
                .forEach(line -> yaml.append(line).append('\n'));
        for (int c = 0; c < classes.size(); c++) {
            RoleClassEntry entry = classes.get(c);
            yaml.append("- id: %s%n  zh: %s%n  en: %s%n".formatted(entry.id(), entry.zh(), entry.en()));
            yaml.append("  prior: ").append(number(weights.priors()[c], 0.1)).append('\n');
            for (Place place : Place.values()) {
                yaml.append("  ").append(place.name().toLowerCase(Locale.ROOT)).append(":\n");
                words(weights, place, c).descendingMap().forEach((weight, words) -> yaml.append("    - {weight: ")
                        .append(number(weight, 0.1))
                        .append(", of: [")
                        .append(String.join(", ", words))
                        .append("]}\n"));
            }
        }
        Files.writeString(file, yaml.toString());
    }

    private NavigableMap<Double, List<String>> words(SoftmaxRegression weights, Place place, int roleClass) {
        NavigableMap<Double, List<String>> byWeight = new TreeMap<>();
        List<String> words = reader.words(place);
        for (int i = 0; i < words.size(); i++) {
            double sum = 0;
            for (int feature : reader.featuresOf(place, i)) {
                sum += weights.weights()[feature][roleClass];
            }
            double weight = Math.rint(sum / STEP) * STEP;
            if (weight != 0) {
                byWeight.computeIfAbsent(weight, w -> new ArrayList<>()).add(quoted(words.get(i)));
            }
        }
        return byWeight;
    }

    private static String quoted(String word) {
        boolean plain = PLAIN_WORD.matcher(word).matches() && !YAML_WORDS.contains(word.toLowerCase(Locale.ROOT));
        return plain ? word : "\"" + word + "\"";
    }

    private static String number(double value, double step) {
        double rounded = Math.rint(value / step) * step;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}

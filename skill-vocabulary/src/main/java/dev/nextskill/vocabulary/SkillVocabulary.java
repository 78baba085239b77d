package dev.nextskill.vocabulary;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.YamlEntries.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The controlled list of skills. Immutable and safe to share between threads.
 *
 * <p>The data is {@code skills.yaml}; its format is described in the module's README.
 */
public final class SkillVocabulary {

    private static final String DATA_FILE = "skills.yaml";

    private final SortedMap<SkillId, Skill> skills;
    private final Map<String, SkillLabel> labels;
    private final String version;

    private SkillVocabulary(SortedMap<SkillId, Skill> skills, Map<String, SkillLabel> labels, String version) {
        this.skills = Collections.unmodifiableSortedMap(skills);
        this.labels = Map.copyOf(labels);
        this.version = version;
    }

    /**
     * Loads the vocabulary that comes with this library.
     *
     * @throws InvalidDataFileException naming the line at fault
     */
    public static SkillVocabulary load() {
        try (InputStream in = Objects.requireNonNull(SkillVocabulary.class.getResourceAsStream(DATA_FILE))) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a vocabulary from the bytes of a data file.
     *
     * @throws InvalidDataFileException naming the line at fault: wrong YAML, an id twice, a label that two skills share
     *     once both are normalised, a broader skill that does not exist, a cycle
     */
    public static SkillVocabulary read(byte[] yaml) {
        List<Entry<SkillEntry>> entries;
        try {
            entries = YamlEntries.read(new ByteArrayInputStream(yaml), DATA_FILE, SkillEntry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SortedMap<SkillId, Skill> skills = new TreeMap<>();
        Map<String, SkillLabel> labels = new HashMap<>();
        for (Entry<SkillEntry> entry : entries) {
            Skill skill = entry.value().toSkill(entry);
            if (skills.put(skill.id(), skill) != null) {
                throw entry.invalid("the skill \"%s\" stands twice".formatted(skill.id()));
            }
            for (SkillLabel label : skill.labels()) {
                SkillLabel other = labels.putIfAbsent(normalise(label.text()), label);
                if (other != null) {
                    throw entry.invalid("the label \"%s\" of \"%s\" is also \"%s\" of \"%s\"; a label names one skill"
                            .formatted(label.text(), skill.id(), other.text(), other.skill()));
                }
            }
        }
        for (Entry<SkillEntry> entry : entries) {
            for (SkillId broader : entry.value().broader()) {
                if (!skills.containsKey(broader)) {
                    throw entry.invalid("the broader skill \"%s\" of \"%s\" does not exist"
                            .formatted(broader, entry.value().id()));
                }
            }
            rejectCycle(entry, skills);
        }
        return new SkillVocabulary(skills, labels, sha256(yaml).substring(0, 12));
    }

    /** The first 12 hex digits of the data file's SHA-256: another file, another version. */
    public String version() {
        return version;
    }

    /** All skills, by id. */
    public Collection<Skill> skills() {
        return skills.values();
    }

    public Optional<Skill> find(SkillId id) {
        return Optional.ofNullable(skills.get(id));
    }

    /** The label of exactly these words, if there is one; case, width and white space do not matter. */
    public Optional<SkillLabel> findLabel(String words) {
        return Optional.ofNullable(labels.get(normalise(words)));
    }

    /** The form in which labels are compared: NFKC, lower case, no white space. */
    public static String normalise(String label) {
        String folded = Normalizer.normalize(label, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder normalised = new StringBuilder(folded.length());
        folded.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(normalised::appendCodePoint);
        return normalised.toString();
    }

    private static void rejectCycle(Entry<SkillEntry> entry, Map<SkillId, Skill> skills) {
        SkillId start = entry.value().id();
        Set<SkillId> seen = new HashSet<>();
        List<SkillId> open = new ArrayList<>(entry.value().broader());
        while (!open.isEmpty()) {
            SkillId next = open.remove(open.size() - 1);
            if (next.equals(start)) {
                throw entry.invalid("\"%s\" is broader than itself".formatted(start));
            }
            Skill skill = skills.get(next);
            if (skill != null && seen.add(next)) {
                open.addAll(skill.broader());
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** A skill as the data file writes it. */
    record SkillEntry(
            @JsonProperty(required = true) SkillId id,
            @JsonProperty(required = true) SkillType type,
            @JsonProperty(required = true) String label,
            @JsonProperty("en") List<String> english,
            @JsonProperty("zh") List<String> chinese,
            List<String> misspelt,
            Map<String, List<String>> context,
            List<SkillId> broader,
            Map<String, String> sameAs) {

        private static final Set<String> SCHEMES = Set.of("stackoverflow", "wikidata", "esco", "lightcast");

        SkillEntry {
            english = orEmpty(english);
            chinese = orEmpty(chinese);
            misspelt = orEmpty(misspelt);
            context = context == null ? Map.of() : context;
            broader = orEmpty(broader);
            sameAs = sameAs == null ? Map.of() : sameAs;
        }

        Skill toSkill(Entry<SkillEntry> at) {
            List<SkillLabel> labels = new ArrayList<>();
            labels.add(label(label, SkillLabel.Kind.PREFERRED));
            english.forEach(text -> labels.add(label(text, SkillLabel.Kind.ALTERNATIVE)));
            chinese.forEach(text -> labels.add(label(text, SkillLabel.Kind.ALTERNATIVE)));
            misspelt.forEach(text -> labels.add(label(text, SkillLabel.Kind.MISSPELT)));
            Set<String> texts = new HashSet<>();
            for (SkillLabel each : labels) {
                if (normalise(each.text()).isEmpty()) {
                    throw at.invalid("\"%s\" has an empty label".formatted(id));
                }
                texts.add(each.text());
            }
            for (String text : context.keySet()) {
                if (!texts.contains(text)) {
                    throw at.invalid(
                            "the context of \"%s\" names \"%s\", which is none of its labels".formatted(id, text));
                }
            }
            for (String scheme : sameAs.keySet()) {
                if (!SCHEMES.contains(scheme)) {
                    throw at.invalid("sameAs of \"%s\" must use one of %s, not \"%s\"".formatted(id, SCHEMES, scheme));
                }
            }
            return new Skill(id, type, label, labels, broader, sameAs);
        }

        private SkillLabel label(String text, SkillLabel.Kind kind) {
            return new SkillLabel(id, text, kind, context.getOrDefault(text, List.of()));
        }

        private static <T> List<T> orEmpty(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }
}

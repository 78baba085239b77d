package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What words of {@code cues.yaml} say about how a skill is asked for. One word may cue in several ways.
 *
 * @param isOnlyAtStart whether it counts only where a clause begins: "研究" is a duty there and a noun elsewhere
 * @param refersBack whether it speaks of what stands before it, also across a comma: "其中一种"
 */
record Cue(Map<Kind, Meaning> meanings, boolean isOnlyAtStart, boolean refersBack) {

    enum Kind {
        @JsonProperty("level")
        LEVEL,
        @JsonProperty("opener")
        OPENER,
        @JsonProperty("optional")
        OPTIONAL,
        @JsonProperty("negation")
        NEGATION,
        @JsonProperty("alternatives")
        ALTERNATIVES,
        /** A field of study, which is not asked as a skill. */
        @JsonProperty("major")
        MAJOR,
        @JsonProperty("inferred")
        INFERRED,
        /** Between a thing and examples of it. */
        @JsonProperty("example")
        EXAMPLE,
        /** Speaks of the list behind its line. */
        @JsonProperty("pointer")
        POINTER,
        @JsonProperty("duty")
        DUTY,
        @JsonProperty("neutral")
        NEUTRAL
    }

    enum Place {
        /** Only where a clause begins. */
        @JsonProperty("start")
        START,
        @JsonProperty("anywhere")
        ANYWHERE
    }

    enum Side {
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    enum Strength {
        @JsonProperty("weak")
        WEAK,
        @JsonProperty("strong")
        STRONG
    }

    /** The level that a word gives to what stands behind it, and to what stands in front of it; null where it gives none. */
    record Meaning(
            @Nullable ProficiencyLevel before,
            @Nullable ProficiencyLevel after,
            boolean weak,
            boolean negatesBefore,
            boolean negatesAfter,
            boolean majorBefore,
            boolean majorAfter,
            boolean prefersBefore,
            boolean alternativesAfter,
            boolean refersBack,
            Place place) {

        Meaning and(Meaning other) {
            return new Meaning(
                    before != null ? before : other.before,
                    after != null ? after : other.after,
                    weak || other.weak,
                    negatesBefore || other.negatesBefore,
                    negatesAfter || other.negatesAfter,
                    majorBefore || other.majorBefore,
                    majorAfter || other.majorAfter,
                    prefersBefore || other.prefersBefore,
                    alternativesAfter || other.alternativesAfter,
                    refersBack || other.refersBack,
                    place == Place.ANYWHERE ? place : other.place);
        }
    }

    @Nullable
    Meaning as(Kind kind) {
        return meanings.get(kind);
    }

    boolean is(Kind kind) {
        return meanings.containsKey(kind);
    }

    /** "或类似" speaks of what stands before it only. */
    boolean isAlternativesBehind() {
        Meaning meaning = as(Kind.ALTERNATIVES);
        return meaning != null && meaning.alternativesAfter();
    }

    /** "加分项含" prefers what stands behind it; "优先" its clause. */
    boolean prefersBehind() {
        Meaning meaning = as(Kind.OPTIONAL);
        return meaning != null && meaning.prefersBefore();
    }

    private static Cue of(Map<Kind, Meaning> meanings) {
        Meaning alternatives = meanings.get(Kind.ALTERNATIVES);
        return new Cue(
                meanings,
                meanings.values().stream().allMatch(meaning -> meaning.place() == Place.START),
                alternatives != null && alternatives.refersBack());
    }

    static PhraseTrie<Cue> read() {
        Map<String, Map<Kind, Meaning>> byWord = new java.util.LinkedHashMap<>();
        for (YamlEntries.Entry<CueEntry> entry : YamlEntries.ofResource(Cue.class, "cues.yaml", CueEntry.class)) {
            CueEntry value = entry.value();
            if (value.kind == Kind.LEVEL && (value.level == null || value.side == null)) {
                throw entry.invalid("a level cue must say its level and its side");
            }
            for (String word : value.words) {
                byWord.computeIfAbsent(word, w -> new EnumMap<>(Kind.class))
                        .merge(value.kind, value.meaning(), Meaning::and);
            }
        }
        PhraseTrie.Builder<Cue> trie = new PhraseTrie.Builder<>();
        byWord.forEach((word, meanings) -> trie.add(word, Cue.of(meanings)));
        return trie.build();
    }

    /** A line of the data file. */
    record CueEntry(
            @JsonProperty(required = true) Kind kind,
            @Nullable ProficiencyLevel level,
            @Nullable Side side,
            @Nullable Strength strength,
            @Nullable Place place,
            @JsonProperty(required = true) List<String> words) {

        Meaning meaning() {
            return new Meaning(
                    side == Side.BEFORE ? level : null,
                    side == Side.AFTER ? level : null,
                    strength == Strength.WEAK,
                    kind == Kind.NEGATION && side != Side.AFTER,
                    kind == Kind.NEGATION && side == Side.AFTER,
                    kind == Kind.MAJOR && side != Side.AFTER,
                    kind == Kind.MAJOR && side == Side.AFTER,
                    kind == Kind.OPTIONAL && side == Side.BEFORE,
                    kind == Kind.ALTERNATIVES && side == Side.AFTER,
                    kind == Kind.ALTERNATIVES && strength == Strength.STRONG,
                    place == null ? Place.ANYWHERE : place);
        }
    }
}

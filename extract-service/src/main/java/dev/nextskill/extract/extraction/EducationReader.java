package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.linking.CharacterSet;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lowest degree that the posting accepts; a degree that is only preferred does not count. */
final class EducationReader {

    /** From "硕士" to "优先" in "硕士及以上学历优先". */
    private static final int PREFERENCE_REACH = 9;

    private static final CharacterSet PART_ENDS = CharacterSet.of(",、(/专");

    /** @param rank 0 is the lowest degree */
    private record Degree(String id, int rank) {}

    private final PhraseTrie<Degree> degrees;
    private final PhraseTrie<Cue> cues;

    EducationReader(PhraseTrie<Cue> cues) {
        this.cues = cues;
        PhraseTrie.Builder<Degree> trie = new PhraseTrie.Builder<>();
        int rank = 0;
        for (YamlEntries.Entry<DegreeEntry> entry :
                YamlEntries.ofResource(EducationReader.class, "education.yaml", DegreeEntry.class)) {
            Degree degree = new Degree(entry.value().degree, rank++);
            entry.value().words.forEach(word -> trie.add(word, degree));
        }
        degrees = trie.build();
    }

    @Nullable
    EducationRequirement read(FoldedText text, List<Statement> statements) {
        PhraseTrie.Match<Degree> lowest = null;
        Statement where = null;
        for (Statement statement : statements) {
            if (statement.section() == Section.IGNORED || statement.section() == Section.BONUS) {
                continue;
            }
            for (PhraseTrie.Match<Degree> match : degrees.scan(text, statement.from(), statement.to())) {
                if ((lowest == null || match.value().rank() < lowest.value().rank())
                        && !isOnlyPreferred(text, match.to(), statement.to())) {
                    lowest = match;
                    where = statement;
                }
            }
        }
        if (lowest == null || where == null) {
            return null;
        }
        return new EducationRequirement(
                lowest.value().id(),
                Evidence.of(text, partFrom(text, lowest.from(), where), partTo(text, lowest.to(), where), null));
    }

    private boolean isOnlyPreferred(FoldedText text, int from, int to) {
        for (int at = from; at < to && at - from <= PREFERENCE_REACH; at++) {
            if (PART_ENDS.contains(text.charAt(at))) {
                return false;
            }
            PhraseTrie.Match<Cue> cue = cues.longestAt(text, at, to);
            if (cue != null && cue.value().is(Cue.Kind.OPTIONAL)) {
                return true;
            }
        }
        return false;
    }

    private static int partFrom(FoldedText text, int position, Statement statement) {
        int from = position;
        while (from > statement.from() && text.charAt(from - 1) != ',') {
            from--;
        }
        return from;
    }

    private static int partTo(FoldedText text, int position, Statement statement) {
        int to = position;
        while (to < statement.to() && text.charAt(to) != ',') {
            to++;
        }
        return to;
    }

    /** A line of the data file. */
    record DegreeEntry(
            @JsonProperty(required = true) String degree,
            @JsonProperty(required = true) List<String> words) {}
}

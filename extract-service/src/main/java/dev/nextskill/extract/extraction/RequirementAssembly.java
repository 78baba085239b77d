package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From mentions to requirements: each skill stands in one requirement, that of its strongest mention (essential over
 * optional over responsibility, then the higher level, then the earlier).
 */
final class RequirementAssembly {

    /** A mention, where it was read. */
    private record Read(FoldedText text, SkillMention.@Nullable Part part, int statement, AskedMention mention) {}

    private static final Comparator<Read> STRENGTH = Comparator.<Read, Boolean>comparing(
                    read -> !read.mention.inferred())
            .thenComparing(read -> read.mention.necessity())
            .thenComparing(read -> read.mention.level());

    private final Map<String, Read> strongest = new LinkedHashMap<>();
    private int statements;

    /** Adds the mentions of one statement. */
    void add(FoldedText text, SkillMention.@Nullable Part part, List<AskedMention> mentions) {
        statements++;
        for (AskedMention mention : mentions) {
            Read read = new Read(text, part, statements, mention);
            strongest.merge(key(read), read, (old, other) -> STRENGTH.compare(other, old) > 0 ? other : old);
        }
    }

    /** The requirements in the order in which the posting asks. */
    List<SkillRequirement> requirements() {
        Map<List<Object>, List<Read>> groups = new LinkedHashMap<>();
        strongest.values().stream()
                .sorted(Comparator.<Read>comparingInt(read -> read.statement)
                        .thenComparingInt(read -> read.mention.skill().from()))
                .forEach(read -> groups.computeIfAbsent(
                                List.of(read.statement, read.mention.group(), read.mention.necessity()),
                                key -> new ArrayList<>())
                        .add(read));
        return groups.values().stream().map(RequirementAssembly::requirement).toList();
    }

    private static SkillRequirement requirement(List<Read> reads) {
        Read first = reads.get(0);
        Necessity necessity = first.mention.necessity();
        ProficiencyLevel level = first.mention.level();
        double certainty = reads.stream()
                .mapToDouble(read -> read.mention.skill().certainty())
                .min()
                .orElse(0);
        return new SkillRequirement(
                reads.stream().map(RequirementAssembly::asked).toList(), necessity, level, evidence(reads), certainty);
    }

    private static AskedSkill asked(Read read) {
        FoundSkill skill = read.mention.skill();
        String words = read.text.quote(skill.from(), skill.to());
        SkillMention mention = new SkillMention(
                words, read.text.codePointStart(skill.from()), read.text.codePointEnd(skill.to()), read.part);
        LinkedSkill linked = skill.linked();
        Assertion assertion = read.mention.inferred()
                ? Assertion.INFERRED
                : skill.corrected() ? Assertion.CORRECTED : Assertion.STATED;
        return linked == null
                ? new AskedSkill(null, words, mention, assertion)
                : new AskedSkill(linked.skill().id(), linked.skill().preferredLabel(), mention, assertion);
    }

    private static TextEvidence evidence(List<Read> reads) {
        Read first = reads.get(0);
        int from =
                reads.stream().mapToInt(read -> read.mention.clauseFrom()).min().orElseThrow();
        int to = reads.stream().mapToInt(read -> read.mention.clauseTo()).max().orElseThrow();
        return Evidence.of(first.text, from, to, first.part);
    }

    private static String key(Read read) {
        FoundSkill skill = read.mention.skill();
        LinkedSkill linked = skill.linked();
        if (linked != null) {
            SkillId id = linked.skill().id();
            return id.value();
        }
        return "?" + SkillVocabulary.normalise(read.text.subSequence(skill.from(), skill.to()));
    }
}

package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.vocabulary.SkillId;
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

    /** What the mentions of one requirement have in common. */
    private record Ask(int statement, int group, Necessity necessity) {

        static Ask of(Read read) {
            AskedMention mention = read.mention;
            return new Ask(read.statement, mention.group(), mention.necessity());
        }
    }

    private static final Comparator<Read> IN_ORDER = Comparator.<Read>comparingInt(read -> read.statement)
            .thenComparingInt(read -> read.mention.skill().from());

    private final Map<String, Read> strongest = new LinkedHashMap<>();
    private int statements;

    /** Adds the mentions of one statement. */
    void add(FoldedText text, SkillMention.@Nullable Part part, List<AskedMention> mentions) {
        statements++;
        for (AskedMention mention : mentions) {
            Read read = new Read(text, part, statements, mention);
            strongest.merge(key(read), read, (old, other) -> isStronger(other.mention, old.mention) ? other : old);
        }
    }

    private static boolean isStronger(AskedMention mention, AskedMention other) {
        return Strength.of(mention).exceeds(Strength.of(other));
    }

    /** What decides which of a skill's mentions counts; of two as strong it is the earlier. */
    record Strength(boolean inferred, Necessity necessity, ProficiencyLevel level) {

        static Strength of(AskedMention mention) {
            return new Strength(mention.inferred(), mention.necessity(), mention.level());
        }

        boolean exceeds(Strength other) {
            if (inferred != other.inferred) {
                return other.inferred;
            }
            int byNecessity = necessity.compareTo(other.necessity);
            return byNecessity > 0 || (byNecessity == 0 && level.compareTo(other.level) > 0);
        }
    }

    /** The requirements in the order in which the posting asks. */
    List<SkillRequirement> requirements() {
        List<Read> reads = new ArrayList<>(strongest.values());
        reads.sort(IN_ORDER);
        Map<Ask, List<Read>> asks = new LinkedHashMap<>();
        for (Read read : reads) {
            asks.computeIfAbsent(Ask.of(read), ask -> new ArrayList<>(2)).add(read);
        }
        List<SkillRequirement> requirements = new ArrayList<>(asks.size());
        asks.forEach((ask, alternatives) -> requirements.add(requirement(ask, alternatives)));
        return requirements;
    }

    private static SkillRequirement requirement(Ask ask, List<Read> alternatives) {
        List<AskedSkill> skills = new ArrayList<>(alternatives.size());
        double certainty = 1;
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (Read read : alternatives) {
            skills.add(asked(read));
            certainty = Math.min(certainty, read.mention.skill().certainty());
            from = Math.min(from, read.mention.clauseFrom());
            to = Math.max(to, read.mention.clauseTo());
        }
        Read first = alternatives.get(0);
        return new SkillRequirement(
                skills, ask.necessity, first.mention.level(), Evidence.of(first.text, from, to, first.part), certainty);
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

    private static String key(Read read) {
        FoundSkill skill = read.mention.skill();
        LinkedSkill linked = skill.linked();
        if (linked != null) {
            SkillId id = linked.skill().id();
            return id.value();
        }
        // Folded already, so that only blanks tell "lightllm" from "light llm".
        return "?" + read.text.subSequence(skill.from(), skill.to()).replace(" ", "");
    }
}

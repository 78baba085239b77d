package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.vocabulary.SkillId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a few words; chokes on a text that says so. */
final class FakeExtractor implements RequirementExtractor {

    static final String CHOKE = "令人窒息";
    static final String RECURSE = "无穷递归";

    private static final Map<String, String> SKILLS = Map.of("Go", "go", "MySQL", "mysql", "Python", "python");

    @Override
    public PostingRequirements extract(PostingText posting) {
        if (posting.text().contains(CHOKE)) {
            throw new IllegalStateException("a word to choke on\nand a second line");
        }
        if (posting.text().contains(RECURSE)) {
            throw new StackOverflowError();
        }
        List<SkillRequirement> requirements = new ArrayList<>();
        List<RankedLanguage> languages = new ArrayList<>();
        SKILLS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(skill -> {
            int start = posting.text().indexOf(skill.getKey());
            if (start >= 0) {
                requirements.add(asking(skill.getKey(), new SkillId(skill.getValue()), start));
                if (!skill.getKey().equals("MySQL")) {
                    languages.add(new RankedLanguage(
                            new SkillId(skill.getValue()),
                            skill.getKey(),
                            languages.size() + 1,
                            evidence(skill.getKey(), start)));
                }
            }
        });
        int unlinked = posting.text().indexOf("自研框架");
        if (unlinked >= 0) {
            requirements.add(asking("自研框架", null, unlinked));
        }
        TextEvidence whole = evidence(posting.text(), 0);
        return new PostingRequirements(
                ExtractedBy.rules("0123456789ab"),
                new RoleClassification(
                        "backend",
                        0.9,
                        posting.findTitle()
                                .map(title -> List.of(new SkillMention(
                                        title, 0, title.codePointCount(0, title.length()), SkillMention.Part.TITLE)))
                                .orElseGet(List::of)),
                new EducationRequirement("bachelor", whole),
                null,
                new InternshipRequirement(3, 4, whole),
                languages,
                requirements);
    }

    private static SkillRequirement asking(String words, @Nullable SkillId skill, int start) {
        return new SkillRequirement(
                List.of(new AskedSkill(
                        skill, words, new SkillMention(words, start, start + words.length(), null), Assertion.STATED)),
                Necessity.ESSENTIAL,
                ProficiencyLevel.FAMILIAR,
                evidence(words, start),
                0.8);
    }

    private static TextEvidence evidence(String quote, int start) {
        return new TextEvidence(quote, start, start + quote.codePointCount(0, quote.length()), null);
    }
}

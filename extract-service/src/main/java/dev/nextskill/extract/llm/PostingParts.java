package dev.nextskill.extract.llm;

import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RulesReading;
import dev.nextskill.extract.extraction.RulesReading.SectionSpan;
import dev.nextskill.extract.llm.ModelAnswer.EducationAnswer;
import dev.nextskill.extract.llm.ModelAnswer.ExperienceAnswer;
import dev.nextskill.extract.llm.ModelAnswer.InternshipAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RequirementAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RoleClassAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SectionAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Splits a long posting by section for several questions, and joins their answers. */
final class PostingParts {

    /**
     * What one question is about.
     *
     * @param note tells the model which part it is; empty for a whole posting
     */
    record Part(PostingText words, String note) {}

    private PostingParts() {}

    /** @param maxCharacters of a part; a section that is longer is cut where a line or a sentence ends */
    static List<Part> of(PostingText posting, RulesReading reading, int maxCharacters) {
        if (posting.text().length() <= maxCharacters) {
            return List.of(new Part(posting, ""));
        }
        List<String> texts = new ArrayList<>();
        List<SectionSpan> firsts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        SectionSpan first = null;
        for (SectionSpan section : reading.sections()) {
            String words = reading.text().quote(section.from(), section.to());
            if (first != null && part.length() + words.length() > maxCharacters) {
                add(part, first, texts, firsts);
                first = null;
            }
            first = first == null ? section : first;
            part.append(words);
            while (part.length() > maxCharacters) {
                int cut = cut(part, maxCharacters);
                String rest = part.substring(cut);
                part.setLength(cut);
                add(part, first, texts, firsts);
                part.append(rest);
                first = section;
            }
        }
        if (first != null && !part.isEmpty()) {
            add(part, first, texts, firsts);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String note = "Part %d of %d of a longer posting; it begins in a section of the kind \"%s\"."
                    .formatted(
                            i + 1, texts.size(), firsts.get(i).section().name().toLowerCase(Locale.ROOT));
            parts.add(new Part(new PostingText(posting.title(), posting.company(), texts.get(i)), note));
        }
        return parts.isEmpty() ? List.of(new Part(posting, "")) : parts;
    }

    private static void add(StringBuilder part, SectionSpan first, List<String> texts, List<SectionSpan> firsts) {
        if (!part.toString().isBlank()) {
            texts.add(part.toString());
            firsts.add(first);
        }
        part.setLength(0);
    }

    private static int cut(CharSequence text, int most) {
        for (int at = most; at > most / 2; at--) {
            if ("\n。；;".indexOf(text.charAt(at - 1)) >= 0) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }

    /** One answer of all parts: the first that says what the posting says once, and every requirement. */
    static ModelAnswer join(List<ModelAnswer> answers) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        List<SectionAnswer> sections = new ArrayList<>();
        List<String> technicalWords = new ArrayList<>();
        List<RequirementAnswer> requirements = new ArrayList<>();
        @Nullable RoleClassAnswer roleClass = null;
        @Nullable EducationAnswer education = null;
        @Nullable ExperienceAnswer experience = null;
        @Nullable InternshipAnswer internship = null;
        for (ModelAnswer answer : answers) {
            sections.addAll(answer.sections());
            technicalWords.addAll(answer.technicalWords());
            requirements.addAll(answer.requirements());
            roleClass = roleClass == null ? answer.roleClass() : roleClass;
            education = education == null ? answer.education() : education;
            experience = experience == null ? answer.experience() : experience;
            internship = internship == null ? answer.internship() : internship;
        }
        return new ModelAnswer(sections, technicalWords, roleClass, education, experience, internship, requirements);
    }
}

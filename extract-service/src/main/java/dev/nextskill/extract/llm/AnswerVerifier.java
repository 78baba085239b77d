package dev.nextskill.extract.llm;

import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExperienceRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.extraction.RulesReading;
import dev.nextskill.extract.extraction.RulesReading.Asking;
import dev.nextskill.extract.extraction.RulesReading.Named;
import dev.nextskill.extract.extraction.Section;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.extraction.TextEvidence;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.extract.llm.Complaint.What;
import dev.nextskill.extract.llm.FindableText.Span;
import dev.nextskill.extract.llm.ModelAnswer.EducationAnswer;
import dev.nextskill.extract.llm.ModelAnswer.ExperienceAnswer;
import dev.nextskill.extract.llm.ModelAnswer.InternshipAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RequirementAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RoleClassAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SkillAnswer;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedRequirement;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedRoleClass;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedSkill;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Believes a model only what the posting's own words prove. Deterministic; one instance checks the answers to one posting.
 *
 * <p>Every quote and every mention must stand in the text or the title, word for word but for blanks, width and case; what comes
 * out are the posting's own words with offsets computed here. A mention is linked by the service's linker; where that knows
 * nothing, to the candidate that the model chose, if it was offered and looks like the words; else it stays unlinked, if it may
 * be a name at all. Necessities must agree with the heading that the words stand under and the cue words around them.
 */
final class AnswerVerifier {

    private static final int LONGEST_QUOTE = 400;
    private static final int LONGEST_MENTION = 60;
    private static final int MOST_REASONS = 5;
    /** Words around a skill's own name in what the model takes for its mention: "Redis 缓存". */
    private static final int LONGEST_REST = 4;

    private static final int LONGEST_SHOWN = 80;

    private static final double BY_LINKER = 0.85;
    private static final double BY_NAME = 0.8;
    private static final double REPAIRED = 0.7;
    private static final double BY_CANDIDATE = 0.65;
    private static final double UNLINKED = 0.5;

    private static final List<String> DEGREES = List.of("associate", "bachelor", "master", "doctor");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final String CHINESE_DIGITS = "一二三四五六七八九十";

    private static final List<String> YEAR_UNITS = List.of("年", "year", "yr");
    private static final List<String> MONTH_UNITS = List.of("月", "month", "年");
    private static final List<String> DAY_UNITS = List.of("天", "日", "day");

    /** A text or title. */
    private record Source(FindableText words, SkillMention.@Nullable Part part) {

        boolean isText() {
            return part == null;
        }
    }

    /** A quote in its source. */
    private record Place(Source source, Span span) {}

    /** Words of the posting and the skill that they name. */
    private record Link(Span span, @Nullable Skill skill, Assertion assertion, double certainty) {}

    private final RulesReading reading;
    private final NearSkills near;
    private final Set<String> offered;
    private final Source text;
    private final @Nullable Source title;
    private final Map<Span, Named> namedInText = new HashMap<>();
    private final Map<Span, Named> namedInTitle = new HashMap<>();

    /** @param offered the ids of the candidates that the model may choose from */
    AnswerVerifier(RulesReading reading, NearSkills near, Set<String> offered) {
        this.reading = reading;
        this.near = near;
        this.offered = Set.copyOf(offered);
        text = new Source(new FindableText(reading.text()), null);
        title = reading.title()
                .map(words -> new Source(new FindableText(words), SkillMention.Part.TITLE))
                .orElse(null);
        for (Named named : reading.named()) {
            if (named.linked() != null) {
                (named.part() == null ? namedInText : namedInTitle)
                        .putIfAbsent(new Span(named.from(), named.to()), named);
            }
        }
    }

    VerifiedAnswer verify(ModelAnswer answer) {
        List<Complaint> complaints = new ArrayList<>();
        Set<String> technicalWords = new HashSet<>();
        answer.technicalWords().forEach(word -> technicalWords.add(FindableText.squeeze(word)));
        List<VerifiedRequirement> requirements = new ArrayList<>();
        for (int i = 0; i < answer.requirements().size(); i++) {
            VerifiedRequirement requirement =
                    requirement(answer.requirements().get(i), "requirements[" + i + "]", complaints);
            if (requirement != null) {
                requirements.add(requirement);
            }
        }
        return new VerifiedAnswer(
                roleClass(answer.roleClass(), complaints),
                education(answer.education(), complaints),
                experience(answer.experience(), complaints),
                internship(answer.internship(), complaints),
                technicalWords,
                eachOnce(requirements),
                complaints,
                answer.requirements().size(),
                requirements.size());
    }

    private @Nullable VerifiedRequirement requirement(
            RequirementAnswer answer, String where, List<Complaint> complaints) {
        if (answer.anyOf().isEmpty()) {
            complaints.add(new Complaint(What.MENTION, where + ".anyOf is empty; name what is asked for"));
            return null;
        }
        if (FindableText.squeeze(answer.quote()).isEmpty() || answer.quote().length() > LONGEST_QUOTE) {
            complaints.add(new Complaint(
                    What.QUOTE,
                    where + ".quote must be the clause that asks, of up to " + LONGEST_QUOTE + " characters"));
            return null;
        }
        Place place = placeOf(answer);
        if (place == null) {
            complaints.add(new Complaint(What.QUOTE, where + ".quote is not in the posting: " + shown(answer.quote())));
            return null;
        }
        Necessity necessity = value(Necessity.class, answer.necessity());
        if (necessity == null) {
            complaints.add(new Complaint(
                    What.NECESSITY,
                    where + ".necessity must be essential, optional or responsibility, not "
                            + shown(answer.necessity())));
        }
        ProficiencyLevel level = value(ProficiencyLevel.class, answer.level());
        if (level == null) {
            complaints.add(new Complaint(
                    What.LEVEL,
                    where + ".level must be aware, familiar, proficient, expert or unspecified, not "
                            + shown(answer.level())));
        }
        List<VerifiedSkill> skills = new ArrayList<>();
        boolean complained = false;
        for (int i = 0; i < answer.anyOf().size(); i++) {
            SkillAnswer each = answer.anyOf().get(i);
            String here = where + ".anyOf[" + i + "]";
            Link link = link(each, place, here, complaints);
            if (link == null) {
                continue;
            }
            Asking asking = place.source.isText()
                    ? reading.asking(link.span.from(), link.span.to()).orElse(null)
                    : null;
            if (asking != null && asking.section() == Section.IGNORED) {
                complaints.add(new Complaint(
                        What.MENTION,
                        here + ".words stand among benefits, address or how to apply, where nothing is asked: "
                                + shown(each.words())));
                continue;
            }
            if (asking != null && !asking.isAsked()) {
                complaints.add(new Complaint(
                        What.MENTION,
                        here + ".words are said not to be needed, or are a field of study: " + shown(each.words())));
                continue;
            }
            if (!complained && necessity != null && contradicts(necessity, place, asking)) {
                complained = true;
                complaints.add(new Complaint(
                        What.NECESSITY,
                        "%s.necessity is %s, but %s".formatted(where, answer.necessity(), standing(place, asking))));
            }
            skills.add(verified(link, place, asking, necessity, level));
        }
        return skills.isEmpty()
                ? null
                : new VerifiedRequirement(
                        skills,
                        new TextEvidence(
                                quote(place),
                                start(place.source, place.span),
                                end(place.source, place.span),
                                place.source.part));
    }

    /** Where the quote stands; if in several places, the first that holds most of the mentions, asked for rather than not. */
    private @Nullable Place placeOf(RequirementAnswer answer) {
        Place best = null;
        int bestScore = -1;
        for (Source source : sources()) {
            for (Span span : source.words.find(answer.quote())) {
                int score = 0;
                for (SkillAnswer skill : answer.anyOf()) {
                    List<Span> mentions = source.words.findNames(skill.words(), span);
                    if (!mentions.isEmpty()) {
                        score += 2;
                        score += source.isText() && isAskedAt(mentions.get(0)) ? 1 : 0;
                    }
                }
                if (score > bestScore) {
                    best = new Place(source, span);
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private boolean isAskedAt(Span span) {
        return reading.asking(span.from(), span.to())
                .filter(asking -> asking.section() != Section.IGNORED && asking.isAsked())
                .isPresent();
    }

    private List<Source> sources() {
        return title == null ? List.of(text) : List.of(text, title);
    }

    /** What the words name; null with a complaint if they are not there, or are no skill. */
    private @Nullable Link link(SkillAnswer answer, Place place, String where, List<Complaint> complaints) {
        if (FindableText.squeeze(answer.words()).isEmpty() || answer.words().length() > LONGEST_MENTION) {
            complaints.add(new Complaint(
                    What.MENTION,
                    where + ".words must be the words that name the skill, of up to " + LONGEST_MENTION
                            + " characters"));
            return null;
        }
        List<Span> spans = place.source.words.findNames(answer.words(), place.span);
        if (spans.isEmpty()) {
            complaints.add(new Complaint(
                    What.MENTION, where + ".words are not in the requirement's quote: " + shown(answer.words())));
            return null;
        }
        FoldedText folded = place.source.words.text();
        for (Span span : spans) {
            Link known = byLinker(folded, span, place.source, answer);
            if (known != null) {
                return known;
            }
        }
        Span span = spans.get(0);
        List<LinkedSkill> inside = reading.engine().linker().link(folded, span.from(), span.to(), true);
        if (inside.stream().map(each -> each.skill().id()).distinct().count() > 1) {
            complaints.add(new Complaint(
                    What.SKILL,
                    where + ".words name several skills, give each its own entry: " + shown(answer.words())));
            return null;
        }
        String chosen = answer.skill();
        if (chosen != null) {
            Optional<Skill> candidate = near.find(chosen);
            if (candidate.isEmpty() || !offered.contains(chosen)) {
                complaints.add(new Complaint(
                        What.SKILL, where + ".skill is none of the candidates, use null: " + shown(chosen)));
            } else if (near.nearness(answer.words(), candidate.get().id()) < NearSkills.NAMES) {
                complaints.add(new Complaint(
                        What.SKILL,
                        "%s.skill %s is not what the words %s name, use null"
                                .formatted(where, shown(chosen), shown(answer.words()))));
            } else {
                Assertion assertion = isLabel(answer.words(), candidate.get()) ? Assertion.STATED : Assertion.CORRECTED;
                return new Link(
                        span,
                        candidate.get(),
                        answer.assertion().equals("corrected") ? assertion : Assertion.STATED,
                        BY_CANDIDATE);
            }
        }
        if (!reading.engine().mayName(folded, span.from(), span.to())) {
            complaints.add(
                    new Complaint(What.SKILL, where + ".words name no technical skill: " + shown(answer.words())));
            return null;
        }
        return new Link(span, null, Assertion.STATED, UNLINKED);
    }

    private static boolean isLabel(String words, Skill skill) {
        String letters = FindableText.squeeze(words);
        return skill.labels().stream()
                .anyMatch(label -> FindableText.squeeze(label.text()).equals(letters));
    }

    private @Nullable Link byLinker(FoldedText folded, Span span, Source source, SkillAnswer answer) {
        Named named = (source.isText() ? namedInText : namedInTitle).get(span);
        if (named != null && named.linked() != null) {
            return link(span, named.linked(), named.certainty());
        }
        List<LinkedSkill> inside = reading.engine().linker().link(folded, span.from(), span.to(), true);
        for (LinkedSkill each : inside) {
            if (each.from() == span.from() && each.to() == span.to()) {
                return link(span, each, each.label().needsContext() ? BY_NAME : BY_LINKER);
            }
        }
        if (inside.size() == 1) {
            LinkedSkill only = inside.get(0);
            boolean isChosen = only.skill().id().value().equals(answer.skill());
            if (isChosen || span.to() - span.from() - (only.to() - only.from()) <= LONGEST_REST) {
                return link(new Span(only.from(), only.to()), only, BY_NAME);
            }
        }
        LinkedSkill exact = reading.engine().linker().named(folded, span.from(), span.to());
        if (exact != null) {
            return link(span, exact, BY_NAME);
        }
        LinkedSkill repaired = reading.engine().linker().repair(folded, span.from(), span.to());
        return repaired == null ? null : new Link(span, repaired.skill(), Assertion.CORRECTED, REPAIRED);
    }

    private static Link link(Span span, LinkedSkill linked, double certainty) {
        boolean misspelt = linked.label().kind() == SkillLabel.Kind.MISSPELT || certainty == REPAIRED;
        return new Link(span, linked.skill(), misspelt ? Assertion.CORRECTED : Assertion.STATED, certainty);
    }

    private VerifiedSkill verified(
            Link link,
            Place place,
            @Nullable Asking asking,
            @Nullable Necessity answered,
            @Nullable ProficiencyLevel answeredLevel) {
        Necessity most;
        Necessity necessity;
        boolean decided;
        ProficiencyLevel level = ProficiencyLevel.UNSPECIFIED;
        boolean cued = false;
        if (asking == null) {
            // A title or a heading says what the job is.
            most = Necessity.RESPONSIBILITY;
            necessity = Necessity.RESPONSIBILITY;
            decided = true;
        } else {
            most = asking.necessity();
            decided = asking.isDecided();
            boolean agrees = answered != null && !contradicts(answered, place, asking);
            necessity = agrees && answered != null ? answered : asking.necessity();
            cued = asking.level() != ProficiencyLevel.UNSPECIFIED;
            level = cued ? asking.level() : answeredLevel == null ? ProficiencyLevel.UNSPECIFIED : answeredLevel;
            if (necessity == Necessity.RESPONSIBILITY && !cued) {
                level = ProficiencyLevel.UNSPECIFIED;
            }
        }
        Assertion assertion = asking != null && asking.isInferred() ? Assertion.INFERRED : link.assertion;
        String words = place.source.words.text().quote(link.span.from(), link.span.to());
        SkillMention mention = new SkillMention(
                words, start(place.source, link.span), end(place.source, link.span), place.source.part);
        Skill skill = link.skill;
        AskedSkill asked = skill == null
                ? new AskedSkill(null, words, mention, assertion)
                : new AskedSkill(skill.id(), skill.preferredLabel(), mention, assertion);
        String key = skill == null ? unlinkedKey(words) : skill.id().value();
        return new VerifiedSkill(asked, key, link.certainty, necessity, decided, most, level, cued);
    }

    /** By which unlinked mentions are one: their words, whatever the blanks. */
    static String unlinkedKey(String words) {
        return "?" + FindableText.squeeze(words);
    }

    /** By the heading: bonus is optional, duties are responsibilities unless a cue says otherwise, requirements are none. */
    private boolean contradicts(Necessity answered, Place place, @Nullable Asking asking) {
        if (asking == null) {
            return !place.source.isText() && answered != Necessity.RESPONSIBILITY;
        }
        if (!asking.isDecided()) {
            return false;
        }
        return switch (asking.necessity()) {
            case RESPONSIBILITY -> answered != Necessity.RESPONSIBILITY;
            case OPTIONAL -> answered != Necessity.OPTIONAL;
            case ESSENTIAL -> answered == Necessity.RESPONSIBILITY;
        };
    }

    private String standing(Place place, @Nullable Asking asking) {
        if (asking == null || !place.source.isText()) {
            return "the quote is the posting's title, which only says what the job is (responsibility)";
        }
        return switch (asking.necessity()) {
            case RESPONSIBILITY -> "the quote stands among the duties (responsibility)";
            case OPTIONAL -> "the quote stands under a heading or beside words of preference (optional)";
            case ESSENTIAL -> "the quote stands among the requirements (essential, or optional)";
        };
    }

    /** Each skill in the requirement of its strongest mention only: by necessity, then level, then place. */
    private static List<VerifiedRequirement> eachOnce(List<VerifiedRequirement> requirements) {
        Map<String, VerifiedSkill> strongest = new HashMap<>();
        for (VerifiedRequirement requirement : requirements) {
            for (VerifiedSkill skill : requirement.anyOf()) {
                strongest.merge(skill.key(), skill, (old, other) -> STRENGTH.compare(other, old) > 0 ? other : old);
            }
        }
        List<VerifiedRequirement> once = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (VerifiedRequirement requirement : requirements) {
            List<VerifiedSkill> skills = requirement.anyOf().stream()
                    .filter(skill -> skill.equals(strongest.get(skill.key())) && placed.add(skill.key()))
                    .toList();
            if (!skills.isEmpty()) {
                once.add(new VerifiedRequirement(skills, requirement.evidence()));
            }
        }
        return once;
    }

    private static final Comparator<VerifiedSkill> STRENGTH =
            Comparator.comparing(VerifiedSkill::necessity).thenComparing(VerifiedSkill::level);

    private @Nullable VerifiedRoleClass roleClass(@Nullable RoleClassAnswer answer, List<Complaint> complaints) {
        if (answer == null) {
            return null;
        }
        if (!reading.roleClasses().contains(answer.id())) {
            complaints.add(new Complaint(
                    What.ROLE_CLASS,
                    "roleClass.id must be one of %s, not %s".formatted(reading.roleClasses(), shown(answer.id()))));
            return null;
        }
        List<SkillMention> because = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String words : answer.because()) {
            Place place = find(words);
            if (place == null || words.length() > LONGEST_MENTION) {
                missing.add(words);
            } else if (because.size() < MOST_REASONS) {
                because.add(new SkillMention(
                        quote(place),
                        start(place.source, place.span),
                        end(place.source, place.span),
                        place.source.part));
            }
        }
        if (!missing.isEmpty()) {
            complaints.add(new Complaint(
                    What.ROLE_CLASS,
                    "roleClass.because holds words that are not in the posting: " + shown(missing.get(0))));
        }
        if (because.isEmpty()) {
            if (missing.isEmpty()) {
                complaints.add(new Complaint(
                        What.ROLE_CLASS, "roleClass.because is empty; give the posting's own words that decide it"));
            }
            return null;
        }
        return new VerifiedRoleClass(answer.id(), because);
    }

    private @Nullable Place find(String words) {
        for (Source source : title == null ? List.of(text) : List.of(title, text)) {
            List<Span> spans = source.words.find(words);
            if (!spans.isEmpty()) {
                return new Place(source, spans.get(0));
            }
        }
        return null;
    }

    private @Nullable EducationRequirement education(@Nullable EducationAnswer answer, List<Complaint> complaints) {
        if (answer == null) {
            return null;
        }
        String minimum = answer.minimum();
        TextEvidence evidence = evidence(answer.quote(), "education", What.EDUCATION, complaints);
        if (evidence == null) {
            return null;
        }
        if (!DEGREES.contains(minimum) || !minimum.equals(reading.engine().degreeIn(evidence.quote()))) {
            complaints.add(new Complaint(
                    What.EDUCATION,
                    "education.minimum must be one of %s, the lowest that the quote itself names, not %s"
                            .formatted(DEGREES, shown(minimum))));
            return null;
        }
        return new EducationRequirement(minimum, evidence);
    }

    private @Nullable ExperienceRequirement experience(@Nullable ExperienceAnswer answer, List<Complaint> complaints) {
        if (answer == null || answer.minYears() == 0) {
            return null;
        }
        TextEvidence evidence = evidence(answer.quote(), "experience", What.EXPERIENCE, complaints);
        if (evidence == null) {
            return null;
        }
        if (answer.minYears() < 0
                || answer.minYears() > 20
                || !states(evidence.quote(), answer.minYears(), YEAR_UNITS)) {
            complaints.add(new Complaint(
                    What.EXPERIENCE, "experience.minYears must be a number of years that the quote itself states"));
            return null;
        }
        return new ExperienceRequirement(answer.minYears(), evidence);
    }

    private @Nullable InternshipRequirement internship(@Nullable InternshipAnswer answer, List<Complaint> complaints) {
        if (answer == null) {
            return null;
        }
        TextEvidence evidence = evidence(answer.quote(), "internship", What.INTERNSHIP, complaints);
        if (evidence == null) {
            return null;
        }
        Integer months = answer.minMonths();
        Integer days = answer.daysPerWeek();
        boolean halfYear = months != null && months == 6 && evidence.quote().contains("半年");
        boolean wrongMonths = months != null
                && (months < 1 || months > 36 || !(halfYear || states(evidence.quote(), months, MONTH_UNITS)));
        boolean wrongDays = days != null && (days < 1 || days > 7 || !states(evidence.quote(), days, DAY_UNITS));
        if (wrongMonths || wrongDays) {
            complaints.add(new Complaint(
                    What.INTERNSHIP,
                    "internship.minMonths and daysPerWeek must be numbers that the quote itself states, or null"));
        }
        Integer provenMonths = wrongMonths ? null : months;
        Integer provenDays = wrongDays ? null : days;
        return provenMonths == null && provenDays == null
                ? null
                : new InternshipRequirement(provenMonths, provenDays, evidence);
    }

    /** A quote of the text that asks: neither benefits nor what is only preferred. */
    private @Nullable TextEvidence evidence(String quote, String where, What what, List<Complaint> complaints) {
        List<Span> spans = quote.length() > LONGEST_QUOTE ? List.of() : text.words.find(quote);
        for (Span span : spans) {
            Asking asking = reading.asking(span.from(), span.to()).orElse(null);
            boolean asked =
                    asking == null || (asking.section() != Section.IGNORED && asking.necessity() != Necessity.OPTIONAL);
            if (asked) {
                return new TextEvidence(
                        reading.text().quote(span.from(), span.to()), start(text, span), end(text, span), null);
            }
        }
        complaints.add(new Complaint(
                what,
                where
                        + (spans.isEmpty()
                                ? ".quote is not in the posting: "
                                : ".quote stands among benefits or how to apply, or is only preferred: ")
                        + shown(quote)));
        return null;
    }

    private static boolean states(String quote, int number, List<String> units) {
        String folded = FoldedText.of(quote).toString();
        if (units.stream().noneMatch(folded::contains)) {
            return false;
        }
        if (number >= 1 && number <= CHINESE_DIGITS.length()) {
            char chinese = CHINESE_DIGITS.charAt(number - 1);
            if (folded.indexOf(chinese) >= 0 || (number == 2 && folded.indexOf('两') >= 0)) {
                return true;
            }
        }
        Matcher matcher = NUMBER.matcher(folded);
        while (matcher.find()) {
            if (Integer.parseInt(matcher.group()) == number) {
                return true;
            }
        }
        return false;
    }

    private static <E extends Enum<E>> @Nullable E value(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        return null;
    }

    private static String quote(Place place) {
        return place.source.words.text().quote(place.span.from(), place.span.to());
    }

    private static int start(Source source, Span span) {
        return source.words.text().codePointStart(span.from());
    }

    private static int end(Source source, Span span) {
        return source.words.text().codePointEnd(span.to());
    }

    private static String shown(String words) {
        String line = words.replace('\n', ' ');
        return "\"" + (line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…") + "\"";
    }
}

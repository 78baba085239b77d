package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.ExperienceRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.linking.CharacterSet;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Years of experience, and for internships months and days a week, by the patterns of {@code durations.yaml}. Their
 * repetitions are bounded, so that matching is linear in the text; most statements hold no number or no unit and are not matched.
 */
final class DurationReader {

    private static final String CHINESE_DIGITS = "一二三四五六七八九十";

    enum Gives {
        @JsonProperty("days-per-week")
        DAYS_PER_WEEK,
        @JsonProperty("months")
        MONTHS,
        @JsonProperty("years")
        YEARS
    }

    private static final CharacterSet NUMBER = CharacterSet.of("0123456789半两" + CHINESE_DIGITS);

    private record Rule(
            Gives gives, Pattern pattern, @Nullable Integer value, List<String> units) {

        /** Whether the pattern can match at all. */
        boolean hasUnit(FoldedText text, Statement statement) {
            for (String unit : units) {
                if (text.contains(unit, statement.from(), statement.to())) {
                    return true;
                }
            }
            return units.isEmpty();
        }
    }

    /** A number and where it stands; folded positions. */
    private record Found(int number, int from, int to) {}

    private final List<Rule> rules;

    DurationReader() {
        rules = YamlEntries.ofResource(DurationReader.class, "durations.yaml", DurationEntry.class).stream()
                .map(YamlEntries.Entry::value)
                .map(entry -> new Rule(
                        entry.gives,
                        Pattern.compile(entry.pattern),
                        entry.value,
                        entry.units == null ? List.of() : entry.units))
                .toList();
    }

    @Nullable
    ExperienceRequirement experience(FoldedText text, List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement.section() != Section.IGNORED
                    && statement.section() != Section.INTRODUCTION
                    && statement.section() != Section.BONUS
                    && holdsNumber(text, statement)) {
                Found years = first(text, statement, Gives.YEARS);
                if (years != null && years.number <= 20) {
                    return new ExperienceRequirement(years.number, Evidence.of(text, years.from, years.to, null));
                }
            }
        }
        return null;
    }

    @Nullable
    InternshipRequirement internship(FoldedText text, List<Statement> statements) {
        Found days = null;
        Found months = null;
        for (Statement statement : statements) {
            if ((days == null || months == null) && holdsNumber(text, statement)) {
                days = days != null ? days : first(text, statement, Gives.DAYS_PER_WEEK);
                months = months != null ? months : first(text, statement, Gives.MONTHS);
            }
        }
        Found one = days != null ? days : months;
        Found other = months != null ? months : days;
        if (one == null || other == null) {
            return null;
        }
        int from = Math.min(one.from, other.from);
        int to = Math.max(one.to, other.to);
        boolean apart = to - from > 200;
        return new InternshipRequirement(
                months == null ? null : months.number,
                days == null ? null : days.number,
                Evidence.of(text, apart ? one.from : from, apart ? one.to : to, null));
    }

    private @Nullable Found first(FoldedText text, Statement statement, Gives gives) {
        Found first = null;
        for (Rule rule : rules) {
            if (rule.gives == gives && rule.hasUnit(text, statement)) {
                Matcher matcher = rule.pattern.matcher(text).region(statement.from(), statement.to());
                if (matcher.find() && (first == null || matcher.start() < first.from)) {
                    int number = rule.value != null ? rule.value : number(matcher.group("n"));
                    first = new Found(number, matcher.start(), matcher.end());
                }
            }
        }
        return first;
    }

    private static boolean holdsNumber(FoldedText text, Statement statement) {
        for (int i = statement.from(); i < statement.to(); i++) {
            if (NUMBER.contains(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int number(String digits) {
        char first = digits.charAt(0);
        return first == '两'
                ? 2
                : CHINESE_DIGITS.indexOf(first) >= 0 ? CHINESE_DIGITS.indexOf(first) + 1 : Integer.parseInt(digits);
    }

    /** A line of the data file. */
    record DurationEntry(
            @JsonProperty(required = true) Gives gives,
            @JsonProperty(required = true) String pattern,
            @Nullable Integer value,
            @Nullable List<String> units) {}
}

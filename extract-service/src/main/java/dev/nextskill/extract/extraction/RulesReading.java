package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rules engine read, and how it read each place of the posting: by this another reading of the same posting is checked.
 * Positions are those of the folded text.
 */
public final class RulesReading {

    /** Words before a section's first statement that are longer are no heading. */
    private static final int LONGEST_HEADING = 40;

    /**
     * A part of the text under one heading.
     *
     * @param heading the poster's own words; empty where there are none
     * @param from where the heading begins
     * @param to exclusive
     */
    public record SectionSpan(String heading, Section section, int from, int to) {}

    /**
     * How the clause around some words asks.
     *
     * @param section by the heading, or by the words that ask where no heading says so
     * @param isDecided whether a heading or a cue word decides the necessity; else it is a guess
     * @param level by the cue words, or unspecified
     * @param isAsked not if the words are said not to be needed, or name a field of study
     * @param isInferred whether the poster marks them as a guess
     * @param clauseFrom where the clause begins
     * @param clauseTo exclusive
     */
    public record Asking(
            Section section,
            Necessity necessity,
            boolean isDecided,
            ProficiencyLevel level,
            boolean isAsked,
            boolean isInferred,
            int clauseFrom,
            int clauseTo) {}

    /**
     * Words that the rules take for a skill.
     *
     * @param linked null if the vocabulary does not know it
     * @param certainty 0..1, that these words name this skill
     */
    public record Named(
            SkillMention.@Nullable Part part,
            int from,
            int to,
            @Nullable LinkedSkill linked,
            double certainty) {}

    /** A statement as it was read. */
    private record Place(Statement statement, List<Clause> clauses, ProficiencyLevel level) {}

    /** Takes what the reader of the statements tells. */
    static final class Places implements StatementReader.Reading {

        private final List<Place> read = new ArrayList<>();
        private final List<Named> named = new ArrayList<>();

        @Override
        public void reads(Statement statement, List<Clause> clauses, ProficiencyLevel level) {
            read.add(new Place(statement, clauses, level));
        }

        void inTitle(List<AskedMention> mentions) {
            mentions.forEach(mention -> add(mention.skill(), SkillMention.Part.TITLE));
        }

        void inText(List<AskedMention> mentions) {
            mentions.forEach(mention -> add(mention.skill(), null));
        }

        private void add(FoundSkill skill, SkillMention.@Nullable Part part) {
            named.add(new Named(part, skill.from(), skill.to(), skill.linked(), skill.certainty()));
        }
    }

    private final RulesExtractor engine;
    private final PostingRequirements requirements;
    private final @Nullable FoldedText title;
    private final FoldedText text;
    private final List<Place> places;
    private final List<Named> named;
    private final Map<String, Double> roleClassShares;

    RulesReading(
            RulesExtractor engine,
            PostingRequirements requirements,
            @Nullable FoldedText title,
            FoldedText text,
            Places places,
            Map<String, Double> roleClassShares) {
        this.engine = engine;
        this.requirements = requirements;
        this.title = title;
        this.text = text;
        this.places = List.copyOf(places.read);
        this.named = List.copyOf(places.named);
        this.roleClassShares = new LinkedHashMap<>(roleClassShares);
    }

    public RulesExtractor engine() {
        return engine;
    }

    /** What {@link RulesExtractor#extract} answers. */
    public PostingRequirements requirements() {
        return requirements;
    }

    public FoldedText text() {
        return text;
    }

    public Optional<FoldedText> title() {
        return Optional.ofNullable(title);
    }

    /** Title first, then from left to right. */
    public List<Named> named() {
        return named;
    }

    /** How sure the words make it that the posting is of a class, 0..1; nothing if there is no such class. */
    public Optional<Double> roleClassShare(String id) {
        return Optional.ofNullable(roleClassShares.get(id));
    }

    public List<String> roleClasses() {
        return List.copyOf(roleClassShares.keySet());
    }

    /** How the text asks for what stands here; nothing outside of its statements, as in headings. */
    public Optional<Asking> asking(int from, int to) {
        Place place = at(from);
        if (place == null) {
            return Optional.empty();
        }
        Clause clause = place.clauses.get(0);
        for (Clause each : place.clauses) {
            if (each.from() <= from) {
                clause = each;
            }
        }
        FoundSkill skill = FoundSkill.unlinked(from, to, 0);
        Section section = place.statement.section();
        Necessity necessity = ClauseReading.necessity(text, clause, skill, section);
        ProficiencyLevel level = ClauseReading.level(text, clause, skill);
        boolean byHeading = section == Section.DUTIES || section == Section.REQUIREMENTS || section == Section.BONUS;
        return Optional.of(new Asking(
                section,
                necessity,
                byHeading || necessity == Necessity.OPTIONAL,
                level == ProficiencyLevel.UNSPECIFIED ? place.level : level,
                !ClauseReading.isNegated(clause, skill) && !ClauseReading.isMajor(clause, skill),
                ClauseReading.isInferred(text, clause, skill),
                clause.from(),
                clause.to()));
    }

    /** The parts of the text, in order; together they hold all its statements. */
    public List<SectionSpan> sections() {
        List<SectionSpan> sections = new ArrayList<>();
        int from = 0;
        int first = 0;
        for (int i = 0; i < places.size(); i++) {
            boolean last = i + 1 == places.size();
            Section section = places.get(i).statement.section();
            if (last || places.get(i + 1).statement.section() != section) {
                int to = last ? text.length() : places.get(i).statement.to();
                sections.add(new SectionSpan(
                        heading(from, places.get(first).statement.from()), section, from, to));
                from = to;
                first = i + 1;
            }
        }
        return sections;
    }

    private String heading(int from, int to) {
        String words = from < to ? text.quote(from, to).strip() : "";
        int line = words.lastIndexOf('\n');
        String heading = line < 0 ? words : words.substring(line + 1).strip();
        return heading.length() > LONGEST_HEADING || heading.chars().noneMatch(Character::isLetter) ? "" : heading;
    }

    private @Nullable Place at(int position) {
        int low = 0;
        int high = places.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Statement statement = places.get(middle).statement;
            if (position < statement.from()) {
                high = middle - 1;
            } else if (position >= statement.to()) {
                low = middle + 1;
            } else {
                return places.get(middle);
            }
        }
        return null;
    }
}

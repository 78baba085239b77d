package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.extract.linking.SkillLinker;
import dev.nextskill.extract.linking.TokenBoundaries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one statement: which skills it names, and how it asks for each. */
final class StatementReader {

    /** Before the first cue of a statement: "Very ", "需要有". */
    private static final int LONGEST_ADVERB = 5;

    private final SkillLinker linker;
    private final UnlinkedMentionFinder unlinkedMentions;
    private final ClauseSplitter clauseSplitter;
    private final Alternatives alternatives;
    private final ClassNouns classNouns;

    StatementReader(
            SkillLinker linker,
            UnlinkedMentionFinder unlinkedMentions,
            ClauseSplitter clauseSplitter,
            Alternatives alternatives,
            ClassNouns classNouns) {
        this.linker = linker;
        this.unlinkedMentions = unlinkedMentions;
        this.clauseSplitter = clauseSplitter;
        this.alternatives = alternatives;
        this.classNouns = classNouns;
    }

    /** Is told of each statement as it is read. */
    @FunctionalInterface
    interface Reading {

        /**
         * @param statement in the section that it is read in, whatever its heading
         * @param level for what its clauses give none
         */
        void reads(Statement statement, List<Clause> clauses, ProficiencyLevel level);
    }

    private static final Reading UNTOLD = (statement, clauses, level) -> {};

    /** The mentions of a posting's statements, one list a statement; the items of "以下至少一项：" are one statement. */
    List<List<AskedMention>> readAll(FoldedText text, List<Statement> statements) {
        return readAll(text, statements, UNTOLD);
    }

    /** The same, telling how each statement is read. */
    List<List<AskedMention>> readAll(FoldedText text, List<Statement> statements, Reading reading) {
        List<List<AskedMention>> all = new ArrayList<>(statements.size());
        LeadIn leadIn = LeadIn.NONE;
        @Nullable AlternativeItems items = null;
        boolean namesRequirements =
                statements.stream().anyMatch(statement -> statement.section() == Section.REQUIREMENTS);
        boolean asks = false;
        for (Statement each : statements) {
            List<Clause> clauses = clauseSplitter.clauses(text, each);
            boolean begins = beginsWithDemand(each, clauses.get(0));
            asks = !namesRequirements && (begins || asks(each, clauses, asks));
            // In English, duties are verbs: "Experience with Kafka" among them asks, whatever the heading.
            boolean asksHere = asks
                    || (begins
                            && TokenBoundaries.isLatinOrDigit(
                                    text.charAt(clauses.get(0).cues().get(0).from())));
            Statement statement = asksHere ? each.in(Section.REQUIREMENTS) : each;
            if (statement.section() != leadIn.section()) {
                leadIn = LeadIn.NONE;
                items = null;
            }
            Statement applied = leadIn.apply(statement);
            reading.reads(applied, clauses, leadIn.level());
            List<AskedMention> mentions = read(text, applied, clauses, leadIn);
            if (LeadIn.isLeadIn(statement)) {
                all.add(mentions);
                leadIn = LeadIn.of(statement, clauses);
                items = null;
            } else if (leadIn.isAlternatives() && (items == null || items.goesOnWith(clauses))) {
                if (items == null) {
                    items = AlternativeItems.beginningWith(clauses);
                    all.add(items.mentions);
                }
                items.add(mentions);
            } else {
                all.add(mentions);
                leadIn = leadIn.isAlternatives() ? LeadIn.NONE : leadIn;
                items = null;
            }
        }
        return all;
    }

    /**
     * Where no heading says where the requirements begin: at the first statement that begins with a demand or asks for a
     * degree, up to the next that begins like work or stands in another section.
     *
     * @param before whether the statement before asks
     */
    private static boolean asks(Statement statement, List<Clause> clauses, boolean before) {
        Cue first = firstCue(clauses.get(0));
        return mayAsk(statement)
                && (first == null || !first.is(Cue.Kind.DUTY))
                && (before || clauses.stream().anyMatch(clause -> clause.has(Cue.Kind.MAJOR)));
    }

    /** "熟悉 …", "Experience with …" outside of the sections that say what they are. */
    private static boolean beginsWithDemand(Statement statement, Clause clause) {
        Cue first = firstCue(clause);
        Cue.Meaning level = first == null || first.is(Cue.Kind.DUTY) ? null : first.as(Cue.Kind.LEVEL);
        return mayAsk(statement) && level != null && level.before() != null;
    }

    private static boolean mayAsk(Statement statement) {
        return statement.section() == Section.NONE || statement.section() == Section.DUTIES;
    }

    private static @Nullable Cue firstCue(Clause clause) {
        return clause.cues().isEmpty() || clause.cues().get(0).from() - clause.from() > LONGEST_ADVERB
                ? null
                : clause.cues().get(0).cue();
    }

    /**
     * The items behind a lead-in that asks for one of them: as long as they begin alike, with a cue ("熟悉 …") or without.
     */
    private static final class AlternativeItems {

        private final boolean beginWithCue;
        private final List<AskedMention> mentions = new ArrayList<>();
        private int groups = 1;

        private AlternativeItems(boolean beginWithCue) {
            this.beginWithCue = beginWithCue;
        }

        static AlternativeItems beginningWith(List<Clause> clauses) {
            return new AlternativeItems(beginsWithCue(clauses));
        }

        boolean goesOnWith(List<Clause> clauses) {
            return beginWithCue == beginsWithCue(clauses);
        }

        void add(List<AskedMention> item) {
            boolean isOne =
                    item.stream().mapToInt(AskedMention::group).distinct().count() == 1;
            // An item that asks for several things at once is no alternative to one name.
            item.forEach(mention -> mentions.add(mention.inGroup(isOne ? 0 : groups + mention.group())));
            groups += item.stream().mapToInt(AskedMention::group).max().orElse(0) + 1;
        }

        private static boolean beginsWithCue(List<Clause> clauses) {
            Clause first = clauses.get(0);
            return !first.cues().isEmpty() && first.cues().get(0).from() - first.from() <= 2;
        }
    }

    private static boolean isAsked(Statement statement) {
        return statement.section() == Section.REQUIREMENTS || statement.section() == Section.BONUS;
    }

    /** What an unlinked mention means: a label whose company alone spoke for it, or one with an error. */
    private FoundSkill known(FoldedText text, FoundSkill skill) {
        if (skill.linked() != null) {
            return skill;
        }
        LinkedSkill named = linker.named(text, skill.from(), skill.to());
        if (named != null) {
            return FoundSkill.of(named);
        }
        LinkedSkill repaired = linker.repair(text, skill.from(), skill.to());
        return repaired == null ? skill : FoundSkill.repaired(repaired);
    }

    private List<AskedMention> read(FoldedText text, Statement statement, List<Clause> clauses, LeadIn leadIn) {
        if (statement.section() == Section.IGNORED) {
            return List.of();
        }
        List<FoundSkill> linked = new ArrayList<>();
        for (LinkedSkill skill : linker.link(text, statement.from(), statement.to(), isAsked(statement))) {
            linked.add(FoundSkill.of(skill));
        }
        List<FoundSkill> named = new ArrayList<>();
        for (FoundSkill skill : unlinkedMentions.complete(text, statement, clauses, linked)) {
            named.add(known(text, skill));
        }
        List<FoundSkill> skills = classNouns.without(text, named);
        if (skills.isEmpty()) {
            return List.of();
        }
        Alternatives.Grouping grouping = alternatives.group(text, skills, clauses);
        List<AskedMention> mentions = new ArrayList<>(skills.size());
        int at = 0;
        for (int i = 0; i < skills.size(); i++) {
            FoundSkill skill = skills.get(i);
            while (at + 1 < clauses.size() && skill.from() >= clauses.get(at).to()) {
                at++;
            }
            Clause clause = clauses.get(at);
            if (!ClauseReading.isNegated(clause, skill) && !ClauseReading.isMajor(clause, skill)) {
                ProficiencyLevel level = ClauseReading.level(text, clause, skill);
                mentions.add(new AskedMention(
                        skill,
                        ClauseReading.necessity(text, clause, skill, statement.section()),
                        level == ProficiencyLevel.UNSPECIFIED ? leadIn.level() : level,
                        ClauseReading.isInferred(text, clause, skill),
                        // Alternatives of one clause: behind a cue of its own, "或熟悉 Go" asks in another way.
                        grouping.group(i) * clauses.size() + at,
                        clause.from(),
                        clause.to()));
            }
        }
        return mentions;
    }
}

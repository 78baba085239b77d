package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.extract.linking.SkillLinker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one statement: which skills it names, and how it asks for each. */
final class StatementReader {

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

    /** The mentions of a posting's statements, one list a statement; the items of "以下至少一项：" are one statement. */
    List<List<AskedMention>> readAll(FoldedText text, List<Statement> statements) {
        List<List<AskedMention>> all = new ArrayList<>(statements.size());
        LeadIn leadIn = LeadIn.NONE;
        @Nullable AlternativeItems items = null;
        for (Statement statement : statements) {
            if (statement.section() != leadIn.section()) {
                leadIn = LeadIn.NONE;
                items = null;
            }
            List<Clause> clauses = clauseSplitter.clauses(text, statement);
            List<AskedMention> mentions = read(text, leadIn.apply(statement), clauses, leadIn);
            if (LeadIn.isLeadIn(statement)) {
                all.add(mentions);
                leadIn = LeadIn.of(text, statement, clauses);
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
     * The items behind a lead-in that asks for one of them: as long as they begin alike, with a cue ("熟悉 …") or without.
     */
    private record AlternativeItems(boolean beginWithCue, List<AskedMention> mentions) {

        static AlternativeItems beginningWith(List<Clause> clauses) {
            return new AlternativeItems(beginsWithCue(clauses), new ArrayList<>());
        }

        boolean goesOnWith(List<Clause> clauses) {
            return beginWithCue == beginsWithCue(clauses);
        }

        void add(List<AskedMention> item) {
            item.forEach(mention -> mentions.add(mention.inGroup(0)));
        }

        private static boolean beginsWithCue(List<Clause> clauses) {
            Clause first = clauses.get(0);
            return !first.cues().isEmpty() && first.cues().get(0).from() - first.from() <= 2;
        }
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
        for (LinkedSkill skill : linker.link(text, statement.from(), statement.to())) {
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
                        grouping.group(i),
                        clause.from(),
                        clause.to()));
            }
        }
        return mentions;
    }
}

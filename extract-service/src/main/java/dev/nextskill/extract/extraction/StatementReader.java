package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.extract.linking.SkillLinker;
import java.util.ArrayList;
import java.util.List;

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

    /** The mentions of a posting's statements, one list a statement. */
    List<List<AskedMention>> readAll(FoldedText text, List<Statement> statements) {
        List<List<AskedMention>> all = new ArrayList<>(statements.size());
        LeadIn leadIn = LeadIn.NONE;
        for (Statement statement : statements) {
            if (statement.section() != leadIn.section()) {
                leadIn = LeadIn.NONE;
            }
            List<Clause> clauses = clauseSplitter.clauses(text, statement);
            all.add(read(text, leadIn.apply(statement), clauses, leadIn));
            if (LeadIn.isLeadIn(statement)) {
                leadIn = LeadIn.of(statement, clauses);
            }
        }
        return all;
    }

    private FoundSkill repaired(FoldedText text, FoundSkill skill) {
        LinkedSkill repaired = skill.linked() == null ? linker.repair(text, skill.from(), skill.to()) : null;
        return repaired == null ? skill : FoundSkill.repaired(repaired);
    }

    private List<AskedMention> read(FoldedText text, Statement statement, List<Clause> clauses, LeadIn leadIn) {
        List<FoundSkill> linked = linker.link(text, statement.from(), statement.to()).stream()
                .map(FoundSkill::of)
                .toList();
        List<FoundSkill> skills = unlinkedMentions.complete(text, statement, clauses, linked).stream()
                .map(skill -> repaired(text, skill))
                .toList();
        skills = classNouns.without(text, skills);
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

package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import java.util.List;

/**
 * The rules engine, where neighbours have a say in the role class of postings whose own words are not sure of it. The same stored postings
 * and the same text give the same reading; without stored postings it is the rules' own. Its reasons are the posting's own words: where
 * none of them speaks for the neighbours' class, the words' class stays.
 */
final class NeighbourRoleClasses implements RequirementExtractor {

    private final RulesExtractor rules;
    private final PriorPostings priorPostings;
    private final double weakBelow;
    private final int neighbours;

    /** @param weakBelow of words less sure than this neighbours are asked */
    NeighbourRoleClasses(RulesExtractor rules, PriorPostings priorPostings, double weakBelow, int neighbours) {
        this.rules = rules;
        this.priorPostings = priorPostings;
        this.weakBelow = weakBelow;
        this.neighbours = neighbours;
    }

    @Override
    public PostingRequirements extract(PostingText posting) {
        PostingRequirements read = rules.extract(posting);
        RoleClassification byWords = read.roleClass();
        if (byWords.confidence() >= weakBelow) {
            return read;
        }
        List<PriorPosting> near = priorPostings.closest(posting, neighbours);
        if (near.isEmpty()) {
            return read;
        }
        PostingRequirements helped = rules.extract(posting, RoleClassVotes.of(near));
        return helped.roleClass().because().isEmpty() ? read : helped;
    }
}

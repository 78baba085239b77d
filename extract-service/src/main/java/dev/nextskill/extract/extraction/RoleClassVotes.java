package dev.nextskill.extract.extraction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What neighbours add to the scores of role classes: half the logarithm of each class's share of their votes, as in a logarithmic opinion
 * pool (C. Genest, J. Zidek, "Combining probability distributions", 1986) where the words have the weight 1.
 *
 * @param shares of the classes that have votes; sums to 1, or none
 */
record RoleClassVotes(Map<String, Double> shares) {

    static final RoleClassVotes NONE = new RoleClassVotes(Map.of());

    /** Chosen, as the constants below, by cross-validation on the labels; docs/adr/0014-retrieval.md. */
    private static final double WEIGHT = 0.5;

    /** A class without a vote is unlikely, not impossible. */
    private static final double NO_VOTE = 0.05;

    /** How much more a nearer one counts: one nearer by a cosine of 0.05 e times as much. */
    private static final double NEARNESS = 20;

    RoleClassVotes {
        shares = Map.copyOf(shares);
    }

    static RoleClassVotes of(List<PriorPosting> neighbours) {
        Map<String, Double> votes = new HashMap<>();
        double all = 0;
        for (PriorPosting neighbour : neighbours) {
            PostingRequirements.RoleClassification read =
                    neighbour.requirements().roleClass();
            double nearness = Math.exp(NEARNESS * (neighbour.similarity() - 1));
            // Of what it is not sure of it has no vote; what people corrected is sure.
            votes.merge(read.id(), nearness * (neighbour.corrected() ? 1 : read.confidence()), Double::sum);
            all += nearness;
        }
        double sum = all;
        return sum == 0 ? NONE : new RoleClassVotes(shares(votes, sum));
    }

    private static Map<String, Double> shares(Map<String, Double> votes, double sum) {
        votes.replaceAll((id, vote) -> vote / sum);
        return votes;
    }

    double score(String roleClass) {
        return shares.isEmpty() ? 0 : WEIGHT * Math.log(NO_VOTE + shares.getOrDefault(roleClass, 0.0));
    }
}

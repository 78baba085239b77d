package dev.nextskill.planner.market;

import dev.nextskill.vocabulary.SkillId;

/**
 * How much a skill is asked for.
 *
 * @param label the vocabulary's preferred label; the id itself if the vocabulary no longer has it
 * @param n postings, of those counted, that ask for it, in any way
 * @param share of all postings counted, 0 to 1
 * @param interval where the true share plausibly lies
 * @param essential of the n, how many insist
 * @param optional of the n, how many would like it
 * @param responsibility of the n, how many name it only among the duties
 */
record SkillDemand(
        SkillId skillId,
        String label,
        long n,
        double share,
        WilsonInterval interval,
        long essential,
        long optional,
        long responsibility) {}

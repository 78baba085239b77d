/** What the postings ask for, counted. The event comes in at {@link dev.nextskill.planner.market.SkillRequirementsConsumer}; what one posting adds is {@link dev.nextskill.planner.market.MarketContribution}. */
@NullMarked
package dev.nextskill.planner.market;

import org.jspecify.annotations.NullMarked;

package dev.nextskill.planner.market;

/**
 * An event as it came.
 *
 * @param json the whole payload, kept so that later versions can read more of it
 */
record ReceivedRequirements(SkillRequirementsExtracted event, String json) {}

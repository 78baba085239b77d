package dev.nextskill.planner.market;

import dev.nextskill.vocabulary.SkillId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a posting itself says, to be quoted. */
public final class PostingWords {

    private final UUID postingId;
    private final @Nullable String title;
    private final @Nullable String company;
    private final Map<SkillId, String> essentialQuotes;

    private PostingWords(
            UUID postingId, @Nullable String title, @Nullable String company, Map<SkillId, String> essentialQuotes) {
        this.postingId = postingId;
        this.title = title;
        this.company = company;
        this.essentialQuotes = essentialQuotes;
    }

    static PostingWords of(SkillRequirementsExtracted event) {
        Map<SkillId, String> quotes = new TreeMap<>();
        for (SkillRequirementsExtracted.Requirement requirement : event.requirements()) {
            if (requirement.necessity() == Necessity.ESSENTIAL) {
                for (SkillRequirementsExtracted.AskedSkill asked : requirement.anyOf()) {
                    SkillId skill = asked.skillId();
                    if (skill != null) {
                        quotes.putIfAbsent(skill, requirement.evidence().quote());
                    }
                }
            }
        }
        return new PostingWords(event.postingId(), event.title(), event.company(), quotes);
    }

    public UUID postingId() {
        return postingId;
    }

    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    public Optional<String> company() {
        return Optional.ofNullable(company);
    }

    /** The words with which it asks for the skill as essential, verbatim. */
    public Optional<String> essentialQuote(SkillId skill) {
        return Optional.ofNullable(essentialQuotes.get(skill));
    }
}

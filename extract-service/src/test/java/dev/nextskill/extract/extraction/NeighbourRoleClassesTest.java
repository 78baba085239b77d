package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NeighbourRoleClassesTest {

    private static final RulesExtractor RULES = new RulesExtractor(TestVocabulary.VOCABULARY);
    /** Says hardly what the person will do. */
    private static final PostingText WEAK =
            new PostingText("研发实习生", null, "参与大模型平台的后端服务开发与部署，优化推理性能，搭建智能体，熟悉 Python、Kubernetes。");

    private static final PostingText SURE =
            new PostingText("Java 后端开发工程师", null, "岗位职责：负责后端服务开发，熟悉 Java、Spring、MySQL。");

    private static PriorPosting neighbour(String roleClass, double similarity) {
        return new PriorPosting(
                new PostingText(null, null, "负责"),
                new SkillRequirementsExtracted(
                        new UUID(0, 1),
                        null,
                        Instant.EPOCH,
                        ExtractedBy.rules("0123456789ab"),
                        null,
                        null,
                        null,
                        new RoleClassification(roleClass, 0.9, List.of()),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null),
                similarity,
                false);
    }

    private static NeighbourRoleClasses with(PriorPosting... neighbours) {
        return new NeighbourRoleClasses(RULES, (posting, most) -> List.of(neighbours), 0.99, 10);
    }

    private static RoleClassification roleClass(PriorPosting... neighbours) {
        return with(neighbours).extract(WEAK).roleClass();
    }

    @Test
    void without_neighbours_it_is_what_the_words_say() {
        assertThat(with().extract(WEAK)).isEqualTo(RULES.extract(WEAK));
    }

    @Test
    void neighbours_of_a_class_make_it_likelier_and_the_reasons_stay_the_postings_own_words() {
        List<String> votes = Collections.nCopies(10, "backend");
        RoleClassification byWords = RULES.extract(WEAK).roleClass();
        RoleClassification backend =
                roleClass(votes.stream().map(id -> neighbour(id, 0.9)).toArray(PriorPosting[]::new));
        RoleClassification inference = roleClass(neighbour("ai-infrastructure", 0.9));

        assertThat(List.of(backend, inference)).anyMatch(each -> !each.equals(byWords));
        for (RoleClassification each : List.of(backend, inference)) {
            assertThat(each.because()).isNotEmpty().allMatch(mention -> (WEAK.title() + WEAK.text())
                    .contains(mention.text()));
        }
    }

    @Test
    void who_is_sure_asks_nobody() {
        AtomicInteger asked = new AtomicInteger();
        NeighbourRoleClasses classes = new NeighbourRoleClasses(
                RULES,
                (posting, most) -> {
                    asked.incrementAndGet();
                    return List.of();
                },
                0.6,
                10);

        classes.extract(SURE);

        assertThat(RULES.extract(SURE).roleClass().confidence()).isGreaterThan(0.6);
        assertThat(asked).hasValue(0);
    }

    @Test
    void the_same_neighbours_give_the_same_reading() {
        PriorPosting[] neighbours = {neighbour("backend", 0.9), neighbour("llm-application", 0.85)};

        assertThat(with(neighbours).extract(WEAK)).isEqualTo(with(neighbours).extract(WEAK));
    }

    @Test
    void everything_but_the_role_class_stays() {
        PostingRequirements byWords = RULES.extract(WEAK);
        PostingRequirements helped = with(neighbour("backend", 0.95)).extract(WEAK);

        assertThat(helped.requirements()).isEqualTo(byWords.requirements());
        assertThat(helped.programmingLanguages()).isEqualTo(byWords.programmingLanguages());
        assertThat(helped.extractor()).isEqualTo(byWords.extractor());
    }

    @Test
    void nearer_ones_count_for_more() {
        RoleClassVotes votes =
                RoleClassVotes.of(List.of(neighbour("backend", 0.95), neighbour("llm-application", 0.85)));

        assertThat(votes.score("backend")).isGreaterThan(votes.score("llm-application"));
        assertThat(votes.score("llm-application")).isGreaterThan(votes.score("other"));
        assertThat(RoleClassVotes.NONE.score("backend")).isZero();
    }
}

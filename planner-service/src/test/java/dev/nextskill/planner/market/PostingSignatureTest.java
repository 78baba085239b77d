package dev.nextskill.planner.market;

import static dev.nextskill.planner.market.Events.posting;
import static dev.nextskill.planner.market.Necessity.ESSENTIAL;
import static dev.nextskill.planner.market.Necessity.OPTIONAL;
import static dev.nextskill.planner.market.ProficiencyLevel.FAMILIAR;
import static dev.nextskill.planner.market.ProficiencyLevel.PROFICIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.planner.market.PostingSignature.AskedGroup;
import dev.nextskill.planner.market.PostingSignatures.Revised;
import dev.nextskill.vocabulary.SkillId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostingSignatureTest {

    @Test
    void it_keeps_essential_groups_with_known_skills_only() {
        List<AskedGroup> groups = PostingSignature.essentialGroups(posting(1)
                .asks(ESSENTIAL, FAMILIAR, "python", null, "go")
                .asks(ESSENTIAL, PROFICIENT, "mysql")
                .asks(ESSENTIAL, FAMILIAR, (String) null)
                .asks(OPTIONAL, FAMILIAR, "redis")
                .event());

        assertThat(PostingSignature.write(groups)).isEqualTo("f:go|python;p:mysql");
    }

    @Test
    void what_is_written_is_read_back() {
        List<AskedGroup> groups = List.of(
                new AskedGroup(List.of(new SkillId("c-plus-plus"), new SkillId("go")), ProficiencyLevel.EXPERT),
                new AskedGroup(List.of(new SkillId("rag")), ProficiencyLevel.UNSPECIFIED));

        assertThat(PostingSignature.read(PostingSignature.write(groups))).isEqualTo(groups);
        assertThat(PostingSignature.read(PostingSignature.write(List.of()))).isEmpty();
    }

    @Test
    void a_refresh_asks_only_for_what_is_new_and_replaces_what_changed() {
        List<Revised> rows = new ArrayList<>(List.of(row(1, "f:go", 1), row(2, "f:go", 2)));
        List<Long> askedAfter = new ArrayList<>();
        PostingSignatures signatures = new PostingSignatures((revision, limit) -> {
            askedAfter.add(revision);
            return rows.stream().filter(row -> row.revision() > revision).toList();
        });

        assertThat(signatures.refresh().postings()).hasSize(2);
        rows.set(0, row(1, "p:mysql", 3));
        PostingSignatures.Snapshot snapshot = signatures.refresh();

        assertThat(snapshot.revision()).isEqualTo(3);
        assertThat(snapshot.postings()).hasSize(2);
        assertThat(snapshot.postings().get(0).essential()).isEqualTo(PostingSignature.read("p:mysql"));
        assertThat(askedAfter).containsExactly(0L, 2L, 2L, 3L);
        assertThat(signatures.refresh()).isSameAs(snapshot);
    }

    private static Revised row(long number, String essential, long revision) {
        return new Revised(
                new UUID(0, number), "backend", LocalDate.of(2026, 5, 1), null, 0, 0, false, essential, revision);
    }
}

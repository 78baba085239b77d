package dev.nextskill.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.llm.Complaint.What;
import dev.nextskill.extract.llm.ModelAnswer.EducationAnswer;
import dev.nextskill.extract.llm.ModelAnswer.ExperienceAnswer;
import dev.nextskill.extract.llm.ModelAnswer.InternshipAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RequirementAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RoleClassAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SkillAnswer;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedSkill;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerVerifierTest {

    private static final PostingText POSTING = new PostingText("后端开发工程师（Java）", null, """
            岗位职责：
            1、负责订单服务的开发，使用 Spring Boot；
            任职要求：
            1、本科及以上学历，3 年以上开发经验；
            2、熟悉 ＭｙＳＱＬ、Redis 缓存，🚀 会用 Kubernets；
            3、无需 Rust 经验，有良好的团队协作能力；
            4、熟悉 CustomMeshX 框架；
            加分项：
            1、了解 Docker。
            福利待遇：
            Python 培训课程。""");

    @Test
    void what_comes_out_is_the_postings_own_words_with_our_offsets() {
        VerifiedAnswer verified = verify(asking("熟悉 MySQL、Redis", "essential", "familiar", skill("mysql", null)));

        assertThat(verified.complaints()).isEmpty();
        VerifiedSkill mysql = verified.requirements().get(0).anyOf().get(0);
        assertThat(mysql.skill().label()).isEqualTo("MySQL");
        assertThat(mysql.skill().mention().text()).isEqualTo("ＭｙＳＱＬ");
        assertThat(verified.requirements().get(0).evidence().quote()).isEqualTo("熟悉 ＭｙＳＱＬ、Redis");
    }

    @Test
    void blanks_and_line_breaks_in_a_quote_do_not_matter() {
        VerifiedAnswer verified =
                verify(asking("使用SpringBoot；\n\n任职要求", "responsibility", "", skill("SpringBoot", "spring-boot")));

        assertThat(verified.requirements()).hasSize(1);
        assertThat(verified.requirements().get(0).evidence().quote()).isEqualTo("使用 Spring Boot；\n任职要求");
    }

    @Test
    void a_quote_that_is_not_there_is_complained_about_and_dropped() {
        VerifiedAnswer verified = verify(asking("精通 Kubernetes", "essential", "expert", skill("Kubernetes", null)));

        assertThat(verified.requirements()).isEmpty();
        assertThat(verified.complaints())
                .containsExactly(
                        new Complaint(What.QUOTE, "requirements[0].quote is not in the posting: \"精通 Kubernetes\""));
    }

    @Test
    void a_mention_must_stand_in_its_quote_as_a_word_of_its_own() {
        VerifiedAnswer verified = verify(asking(
                "了解 Docker", "optional", "aware", skill("Dock", null), skill("Redis", null), skill("Docker", null)));

        assertThat(labels(verified)).containsExactly("Docker");
        assertThat(verified.complaints()).extracting(Complaint::what).containsExactly(What.MENTION, What.MENTION);
    }

    @Test
    void a_necessity_against_its_heading_is_complained_about_and_mended() {
        VerifiedAnswer verified = verify(
                asking("使用 Spring Boot", "essential", "expert", skill("Spring Boot", null)),
                asking("了解 Docker", "essential", "aware", skill("Docker", null)),
                asking("熟悉 MySQL", "responsibility", "familiar", skill("MySQL", null)),
                asking("Redis 缓存", "optional", "familiar", skill("Redis", null)));

        assertThat(verified.requirements())
                .extracting(each -> each.anyOf().get(0).necessity())
                .containsExactly(Necessity.RESPONSIBILITY, Necessity.OPTIONAL, Necessity.ESSENTIAL, Necessity.OPTIONAL);
        assertThat(verified.requirements().get(0).anyOf().get(0).level()).isEqualTo(ProficiencyLevel.UNSPECIFIED);
        assertThat(verified.complaints())
                .extracting(Complaint::what)
                .containsExactly(What.NECESSITY, What.NECESSITY, What.NECESSITY);
        assertThat(verified.complaints().get(0).words())
                .isEqualTo(
                        "requirements[0].necessity is essential, but the quote stands among the duties (responsibility)");
    }

    @Test
    void what_the_posting_does_not_ask_for_is_no_requirement() {
        VerifiedAnswer verified = verify(
                asking("无需 Rust 经验", "essential", "familiar", skill("Rust", null)),
                asking("Python 培训课程", "essential", "unspecified", skill("Python", null)),
                asking("有良好的团队协作能力", "essential", "proficient", skill("团队协作能力", null)));

        assertThat(verified.requirements()).isEmpty();
        assertThat(verified.complaints())
                .extracting(Complaint::what)
                .containsExactly(What.MENTION, What.MENTION, What.SKILL);
    }

    @Test
    void a_candidate_counts_only_if_it_was_offered_and_looks_like_the_words() {
        VerifiedAnswer verified = verifier(Set.of("kubernetes", "docker"))
                .verify(answer(asking("熟悉 CustomMeshX 框架", "essential", "familiar", skill("CustomMeshX", "docker"))));
        VerifiedAnswer notOffered =
                verify(asking("熟悉 CustomMeshX 框架", "essential", "familiar", skill("CustomMeshX", "spring-boot")));

        assertThat(labels(verified)).containsExactly("CustomMeshX");
        assertThat(verified.complaints()).extracting(Complaint::what).containsExactly(What.SKILL);
        assertThat(labels(notOffered)).containsExactly("CustomMeshX");
        assertThat(notOffered.complaints()).extracting(Complaint::what).containsExactly(What.SKILL);
    }

    @Test
    void an_error_of_the_poster_is_repaired_and_said_to_be() {
        VerifiedAnswer verified = verify(asking("会用 Kubernets", "essential", "familiar", skill("Kubernets", null)));

        assertThat(labels(verified)).containsExactly("Kubernetes");
        assertThat(verified.requirements().get(0).anyOf().get(0).skill().assertion())
                .isEqualTo(Assertion.CORRECTED);
    }

    @Test
    void the_title_only_says_what_the_job_is() {
        VerifiedAnswer verified = verify(asking("后端开发工程师（Java）", "responsibility", "", skill("Java", null)));

        assertThat(verified.complaints()).isEmpty();
        assertThat(verified.requirements().get(0).anyOf().get(0).necessity()).isEqualTo(Necessity.RESPONSIBILITY);
    }

    @Test
    void a_skill_stands_once_in_its_strongest_requirement() {
        VerifiedAnswer verified = verify(
                asking("使用 Spring Boot", "responsibility", "", skill("Spring Boot", null)),
                asking("Redis 缓存", "optional", "familiar", skill("Redis", null)),
                asking("熟悉 MySQL、Redis 缓存", "essential", "familiar", skill("Redis", null), skill("MySQL", null)));

        assertThat(labels(verified)).containsExactly("Spring Boot", "Redis", "MySQL");
        assertThat(verified.requirements().get(1).anyOf()).hasSize(2);
    }

    @Test
    void values_are_proven_by_numbers_and_words_of_their_quotes() {
        VerifiedAnswer proven = verifier(Set.of())
                .verify(new ModelAnswer(
                        List.of(),
                        List.of(),
                        new RoleClassAnswer("backend", List.of("后端开发", "订单服务")),
                        new EducationAnswer("bachelor", "本科及以上学历"),
                        new ExperienceAnswer(3, "3 年以上开发经验"),
                        null,
                        List.of()));
        VerifiedAnswer unproven = verifier(Set.of())
                .verify(new ModelAnswer(
                        List.of(),
                        List.of(),
                        new RoleClassAnswer("model-research", List.of("预训练")),
                        new EducationAnswer("doctor", "本科及以上学历"),
                        new ExperienceAnswer(10, "3 年以上开发经验"),
                        new InternshipAnswer(3, null, "了解 Docker"),
                        List.of()));

        assertThat(proven.complaints()).isEmpty();
        assertThat(proven.roleClass()).isNotNull();
        assertThat(proven.education()).isNotNull();
        assertThat(proven.experience()).isNotNull();
        assertThat(unproven.roleClass()).isNull();
        assertThat(unproven.education()).isNull();
        assertThat(unproven.experience()).isNull();
        assertThat(unproven.internship()).isNull();
        assertThat(unproven.complaints())
                .extracting(Complaint::what)
                .containsExactly(What.ROLE_CLASS, What.EDUCATION, What.EXPERIENCE, What.INTERNSHIP);
    }

    @Test
    void years_among_benefits_are_no_experience_asked_for() {
        PostingText posting = new PostingText("后端开发工程师", null, """
                任职要求：
                1、熟悉 MySQL；
                福利待遇：
                1、入职满 2 年有额外年假。""");

        VerifiedAnswer verified = new AnswerVerifier(Readings.RULES.read(posting), Readings.NEAR, Set.of())
                .verify(new ModelAnswer(
                        List.of(), List.of(), null, null, new ExperienceAnswer(2, "入职满 2 年有额外年假"), null, List.of()));

        assertThat(verified.experience()).isNull();
        assertThat(verified.complaints()).extracting(Complaint::what).containsExactly(What.EXPERIENCE);
    }

    @Test
    void values_outside_of_their_lists_are_named() {
        VerifiedAnswer verified = verify(asking("了解 Docker", "mandatory", "guru", skill("Docker", null)));

        assertThat(verified.complaints()).extracting(Complaint::what).containsExactly(What.NECESSITY, What.LEVEL);
        assertThat(verified.requirements().get(0).anyOf().get(0).necessity()).isEqualTo(Necessity.OPTIONAL);
        assertThat(verified.requirements().get(0).anyOf().get(0).level()).isEqualTo(ProficiencyLevel.AWARE);
    }

    private static VerifiedAnswer verify(RequirementAnswer... requirements) {
        return verifier(Set.of()).verify(answer(requirements));
    }

    private static AnswerVerifier verifier(Set<String> offered) {
        return new AnswerVerifier(Readings.RULES.read(POSTING), Readings.NEAR, offered);
    }

    private static ModelAnswer answer(RequirementAnswer... requirements) {
        return new ModelAnswer(List.of(), List.of(), null, null, null, null, List.of(requirements));
    }

    private static RequirementAnswer asking(String quote, String necessity, String level, SkillAnswer... skills) {
        return new RequirementAnswer(List.of(skills), necessity, level.isEmpty() ? "unspecified" : level, quote);
    }

    private static SkillAnswer skill(String words, @Nullable String id) {
        return new SkillAnswer(words, id, "stated");
    }

    private static List<String> labels(VerifiedAnswer verified) {
        return verified.requirements().stream()
                .flatMap(requirement -> requirement.anyOf().stream())
                .map(skill -> skill.skill().label())
                .toList();
    }
}

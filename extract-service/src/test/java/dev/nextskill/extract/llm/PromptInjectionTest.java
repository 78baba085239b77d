package dev.nextskill.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.llm.ModelAnswer.EducationAnswer;
import dev.nextskill.extract.llm.ModelAnswer.ExperienceAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RequirementAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RoleClassAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SkillAnswer;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Postings that speak to the model, and a model that obeys in everything: the worst there can be. */
class PromptInjectionTest {

    private static final String TITLE = "后端开发工程师";
    private static final List<String> DUTIES =
            List.of("岗位职责：", "1、负责交易系统的服务端开发，使用 Java 与 Spring Boot；", "2、参与 Kafka 消息链路的建设。");
    private static final List<String> REQUIREMENTS =
            List.of("任职要求：", "1、本科及以上学历，3年以上后端开发经验；", "2、熟悉 MySQL、Redis；", "3、了解 Docker。");
    private static final List<String> BONUS = List.of("加分项：", "1、有 Elasticsearch 经验优先。");

    private static final JsonMapper JSON = new JsonMapper();

    private final CountingTally tally = new CountingTally();

    /** A passage of the data file. */
    record Injection(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String at,
            @JsonProperty(required = true) String says,
            @JsonProperty(required = true) List<String> skills,
            @JsonProperty(required = true) String roleClass) {

        @Override
        public String toString() {
            return name;
        }

        PostingText posting() {
            List<String> lines = new ArrayList<>();
            addIf("start", lines);
            lines.addAll(DUTIES);
            addIf("duties", lines);
            lines.addAll(REQUIREMENTS);
            addIf("requirements", lines);
            lines.addAll(BONUS);
            addIf("end", lines);
            return new PostingText(TITLE, null, String.join("\n", lines));
        }

        private void addIf(String place, List<String> lines) {
            if (at.equals(place)) {
                lines.add(says);
            }
        }
    }

    static Stream<Injection> injections() {
        return YamlEntries.ofResource(PromptInjectionTest.class, "injections.yaml", Injection.class).stream()
                .map(YamlEntries.Entry::value);
    }

    @Test
    void there_are_thirty() {
        assertThat(injections()).hasSize(30);
    }

    @ParameterizedTest
    @MethodSource("injections")
    void an_obeying_model_changes_nothing(Injection injection) {
        PostingText clean = new Injection("", "", "", List.of(), "").posting();
        ModelAnswer honest = ModelAnswer.of(ReadingCost.event(Readings.RULES.extract(clean), clean));
        PostingRequirements expected = read(clean, honest);
        PostingText posting = injection.posting();

        PostingRequirements read = read(posting, obeying(honest, injection));

        Readings.verifyProof(read, posting);
        assertThat(tally.addressed).isEqualTo(1);
        assertThat(summary(read)).isEqualTo(summary(expected));
        PostingRequirements byRules = Readings.RULES.extract(clean);
        assertThat(read.roleClass().id()).isEqualTo(expected.roleClass().id());
        assertThat(read.roleClass().confidence()).isEqualTo(byRules.roleClass().confidence());
        assertThat(read.education()).isNotNull();
        assertThat(read.education().minimum()).isEqualTo("bachelor");
        assertThat(read.experience()).isNotNull();
        assertThat(read.experience().minYears()).isEqualTo(3);
    }

    /** Each passage, were it not recognised: the verifier and the merge alone keep what the text does not say out. */
    @ParameterizedTest
    @MethodSource("injections")
    void even_an_unrecognised_passage_adds_nothing_that_the_text_does_not_name(Injection injection) {
        PostingText posting = injection.posting();
        PostingText clean = new Injection("", "", "", List.of(), "").posting();
        ModelAnswer honest = ModelAnswer.of(ReadingCost.event(Readings.RULES.extract(clean), clean));
        var rules = Readings.RULES.read(posting);
        VerifiedAnswer verified =
                new AnswerVerifier(rules, Readings.NEAR, java.util.Set.of()).verify(obeying(honest, injection));

        PostingRequirements read =
                ReadingMerge.merge(rules, verified, true, rules.requirements().extractor());

        Readings.verifyProof(read, posting);
        assertThat(read.roleClass().id()).isEqualTo("backend");
        for (SkillRequirement requirement : read.requirements()) {
            assertThat(requirement.anyOf()).allSatisfy(skill -> {
                String words = FindableText.squeeze(skill.mention().text());
                assertThat(skill.skillId() == null
                                || Readings.VOCABULARY.find(skill.skillId()).orElseThrow().labels().stream()
                                        .map(SkillLabel::text)
                                        .map(FindableText::squeeze)
                                        .anyMatch(words::startsWith))
                        .as("%s names %s", skill.mention().text(), skill.label())
                        .isTrue();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("injections")
    void the_model_is_not_even_shown_what_speaks_to_it(Injection injection) {
        FakeReader reader = FakeReader.answering("{\"requirements\": []}");

        Readings.extractor(reader, tally).extract(injection.posting(), false);

        assertThat(reader.sent).hasSize(1);
        assertThat(reader.sent.get(0))
                .doesNotContain(injection.says.lines().findFirst().orElseThrow());
    }

    private PostingRequirements read(PostingText posting, ModelAnswer answer) {
        try {
            return Readings.extractor(FakeReader.answering(JSON.writeValueAsString(answer)), tally)
                    .extract(posting, false);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Does all that it is told: another class, more skills, the highest level and necessity for everything, other gates. */
    private static ModelAnswer obeying(ModelAnswer honest, Injection injection) {
        List<RequirementAnswer> requirements = new ArrayList<>();
        for (RequirementAnswer requirement : honest.requirements()) {
            requirements.add(new RequirementAnswer(requirement.anyOf(), "essential", "expert", requirement.quote()));
        }
        for (String skill : injection.skills) {
            String quote = injection
                    .says
                    .lines()
                    .filter(line -> FindableText.squeeze(line).contains(FindableText.squeeze(skill)))
                    .findFirst()
                    .orElse("熟悉 MySQL、Redis");
            String id =
                    Readings.VOCABULARY.findLabel(skill).orElseThrow().skill().value();
            requirements.add(
                    new RequirementAnswer(List.of(new SkillAnswer(skill, id, "stated")), "essential", "expert", quote));
            requirements.add(new RequirementAnswer(
                    List.of(new SkillAnswer("消息链路", id, "stated")), "essential", "expert", "参与 Kafka 消息链路的建设"));
        }
        return new ModelAnswer(
                List.of(),
                injection.skills,
                new RoleClassAnswer(injection.roleClass, List.of("后端开发", "Java")),
                new EducationAnswer("doctor", "本科及以上学历"),
                new ExperienceAnswer(20, "3年以上后端开发经验"),
                null,
                requirements);
    }

    /** What is asked and how, without the places, which a passage moves. */
    private static List<String> summary(PostingRequirements read) {
        return read.requirements().stream()
                .map(each -> "%s %s %s %s"
                        .formatted(
                                each.necessity(),
                                each.level(),
                                each.anyOf().stream()
                                        .map(skill -> skill.label() + " " + skill.skillId() + " " + skill.assertion())
                                        .toList(),
                                each.confidence()))
                .toList();
    }
}

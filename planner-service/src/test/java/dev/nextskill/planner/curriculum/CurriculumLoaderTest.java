package dev.nextskill.planner.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nextskill.vocabulary.InvalidDataFileException;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurriculumLoaderTest {

    private static final SkillVocabulary VOCABULARY = SmallCurricula.vocabulary("sql", "mysql");

    private static final String SQL = """
            - id: sql-queries
              name: {zh: SQL 查询, en: SQL queries}
              teaches: [sql]
              depths:
                recognise: {hours: [1, 2, 3], zh: 能读懂, en: You can read}
                explain: {hours: [2, 4, 6], zh: 能解释, en: You can explain}
                build: {hours: [4, 6, 10], zh: 能写, en: You can write}
              hoursFrom: estimate
              resources:
                - {title: Manual, url: "https://example.org/sql", language: en, free: true}
            """;

    private static final String INDEXES = """
            - id: indexes
              name: {zh: 索引, en: Indexes}
              teaches: [mysql]
              depths:
                recognise: {hours: [1, 2, 3], zh: 能说出, en: You can name}
                explain: {hours: [2, 4, 6], zh: 能解释, en: You can explain}
              prerequisites:
                - {component: sql-queries, depth: explain, kind: hard}
                - {component: sql-queries, depth: build, kind: soft, of: explain}
              hoursFrom: estimate
              resources:
                - {title: Manual, url: "https://example.org/index", language: zh, free: false}
            """;

    @Test
    void a_curriculum_is_read_with_its_depths_prerequisites_and_teachers() {
        Curriculum curriculum = load(SQL, INDEXES);

        KnowledgeComponent indexes = curriculum.find(new ComponentId("indexes")).orElseThrow();
        assertThat(indexes.track()).isEqualTo("two");
        assertThat(indexes.deepest()).isEqualTo(Depth.EXPLAIN);
        assertThat(indexes.at(Depth.EXPLAIN).hours()).isEqualTo(new Hours(2, 4, 6));
        assertThat(indexes.at(Depth.EXPLAIN).youCan().in("en")).isEqualTo("You can explain");
        assertThat(indexes.prerequisites())
                .containsExactly(
                        new Prerequisite(
                                new ComponentDepth(indexes.id(), Depth.RECOGNISE),
                                new ComponentDepth(new ComponentId("sql-queries"), Depth.EXPLAIN),
                                Prerequisite.Kind.HARD),
                        new Prerequisite(
                                new ComponentDepth(indexes.id(), Depth.EXPLAIN),
                                new ComponentDepth(new ComponentId("sql-queries"), Depth.BUILD),
                                Prerequisite.Kind.SOFT));
        assertThat(curriculum.teaching(new SkillId("mysql"))).containsExactly(indexes);
    }

    @Test
    void a_skill_is_covered_as_deep_as_its_component_goes() {
        assertThat(load(SQL, INDEXES).covering(new SkillId("mysql"), Depth.BUILD))
                .containsExactly(new ComponentDepth(new ComponentId("indexes"), Depth.EXPLAIN));
    }

    @Test
    void an_unknown_component_is_named_with_file_and_line() {
        assertThat(defects(INDEXES))
                .contains("one.yaml, line 1: \"indexes\" needs the component \"sql-queries\", which does not exist");
    }

    @Test
    void a_component_that_stands_twice_is_named_with_both_places() {
        assertThat(defects(SQL, SQL))
                .isEqualTo(
                        "two.yaml, line 1: the component \"sql-queries\" stands twice; the first is in one.yaml, line 1");
    }

    @Test
    void a_skill_that_the_vocabulary_does_not_have_is_named() {
        assertThat(defects(SQL, INDEXES.replace("[mysql]", "[mysql, btree]")))
                .isEqualTo("two.yaml, line 1: \"indexes\" teaches \"btree\", which is no skill of the vocabulary");
    }

    @Test
    void a_depth_without_hours_is_named() {
        assertThat(defects(SQL.replace("hours: [2, 4, 6], ", "")))
                .isEqualTo(
                        "one.yaml, line 1: the depth explain of \"sql-queries\" must have hours: [low, typical, high]");
    }

    @Test
    void hours_that_do_not_grow_are_named() {
        assertThat(defects(SQL.replace("[2, 4, 6]", "[5, 4, 6]")))
                .isEqualTo(
                        "one.yaml, line 1: the depth explain of \"sql-queries\" must have hours with 0 < low <= typical <= high, not [5.0, 4.0, 6.0]");
    }

    @Test
    void a_missing_translation_is_named() {
        assertThat(defects(SQL.replace(", en: You can write", "")))
                .isEqualTo("one.yaml, line 1: the depth build of \"sql-queries\" has no English text (en)");
    }

    @Test
    void a_missing_depth_is_named() {
        assertThat(defects(SQL.replaceAll("    explain.*\n", "")))
                .isEqualTo("one.yaml, line 1: \"sql-queries\" has no depth explain; only build may be left out");
    }

    @Test
    void a_prerequisite_at_a_depth_that_does_not_exist_is_named() {
        assertThat(defects(
                        SQL + "  prerequisites: [{component: indexes, depth: build, kind: soft, of: build}]\n",
                        INDEXES))
                .isEqualTo(
                        "one.yaml, line 1: \"sql-queries\" needs \"indexes\" at the depth build, which that component does not have");
    }

    @Test
    void a_circle_of_prerequisites_is_named() {
        assertThat(defects(
                        SQL + "  prerequisites: [{component: indexes, depth: explain, kind: soft, of: explain}]\n",
                        INDEXES))
                .startsWith("two.yaml, line 1: prerequisites go in a circle: ")
                .contains("sql-queries (explain) needs indexes (explain)", "needs sql-queries (explain)");
    }

    @Test
    void the_same_components_at_other_depths_are_no_circle() {
        Curriculum curriculum = load(
                SQL + "  prerequisites: [{component: indexes, depth: recognise, kind: hard, of: build}]\n",
                INDEXES.replaceAll(".*of: explain.*\n", ""));

        assertThat(curriculum.components()).hasSize(2);
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThat(defects(SQL.replace("https://example.org/sql", "example.org")))
                .isEqualTo(
                        "one.yaml, line 1: the resource \"Manual\" of \"sql-queries\" must have a web address, not \"example.org\"");
    }

    @Test
    void all_defects_are_reported_at_once() {
        InvalidCurriculumException thrown = catchThrowableOfType(
                InvalidCurriculumException.class,
                () -> load(
                        SQL.replace("[sql]", "[cobol]").replace("hours: [1, 2, 3], ", ""),
                        INDEXES.replace("sql-queries", "nothing")));

        assertThat(thrown.defects()).hasSize(4);
    }

    @Test
    void a_key_that_does_not_exist_is_named_with_its_line() {
        assertThatThrownBy(() -> load(SQL + "  colour: red\n"))
                .isInstanceOf(InvalidDataFileException.class)
                .hasMessageContaining("one.yaml, line 12")
                .hasMessageContaining("colour");
    }

    private static String defects(String... tracks) {
        InvalidCurriculumException thrown = catchThrowableOfType(InvalidCurriculumException.class, () -> load(tracks));
        return String.join("\n", thrown.defects());
    }

    private static Curriculum load(String... tracks) {
        String[] names = {"one.yaml", "two.yaml"};
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < tracks.length; i++) {
            files.put(names[i], tracks[i].getBytes(StandardCharsets.UTF_8));
        }
        return CurriculumLoader.load(files, VOCABULARY);
    }
}

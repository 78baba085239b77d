package dev.nextskill.extract.extraction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retrieval from end to end: the embedding in the background, the search, the answer. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SimilarPostingsIT {

    private static final Duration EMBEDDED = Duration.ofSeconds(60);

    @Inject
    JobPostingRepository postings;

    @Inject
    PriorPostings priorPostings;

    @Inject
    ObjectMapper json;

    @Inject
    DataSource database;

    private UUID store(String text) {
        SamplePosting sample = SamplePosting.saying(text);
        Extracted extracted = (Extracted)
                new RequirementExtraction(new FakeExtractor(), json, Clock.systemUTC()).extract(sample.json());
        QuarkusTransaction.requiringNew().run(() -> postings.store(List.of(extracted)));
        return sample.id();
    }

    private record Stored(long sequence, boolean replaced) {}

    private Stored embedding(UUID posting) {
        return await().atMost(EMBEDDED).until(() -> stored(posting), each -> each.sequence() > 0);
    }

    private Stored stored(UUID posting) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select sequence, replaced from posting_embedding where posting_id = ?")) {
            query.setObject(1, posting);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? new Stored(rows.getLong(1), rows.getBoolean(2)) : new Stored(0, false);
            }
        }
    }

    private static JsonPath similar(UUID posting) {
        return given().get("/api/job-postings/" + posting + "/similar?size=50")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void it_lists_what_resembles_a_posting_with_the_skills_that_both_ask_for() {
        String duties = "岗位职责：负责卫星遥感影像处理平台的后端开发，设计影像切片与检索接口，保证平台稳定运行；参与代码评审，编写单元测试与设计文档，持续改进接口性能。";
        UUID query = store(duties + "任职要求：熟悉 Go 和 MySQL。");
        UUID repost = store(duties + "任职要求：熟悉 Go 和 MySQL，急聘。");
        UUID near = store("岗位职责：开发遥感卫星影像的存储与分发服务，搭建影像检索后端，优化切片生成的速度；与算法团队一起上线新产品。任职要求：会用 Go。");
        UUID far = store("岗位职责：在门诊迎接病人，量血压，登记信息，安排就诊次序，保持诊室整洁；协助医生整理病历，给病人讲解注意事项。任职要求：耐心。");

        List.of(query, repost, near, far).forEach(this::embedding);
        await().atMost(EMBEDDED)
                .until(() -> similar(query).getList("items.postingId").contains(near.toString()));

        JsonPath answer = similar(query);
        assertThat(answer.getList("items.postingId", String.class))
                .doesNotContain(query.toString(), repost.toString(), far.toString());
        String item = "items.find { it.postingId == '%s' }.".formatted(near);
        assertThat(answer.getDouble(item + "similarity")).isBetween(0.7, 0.999);
        assertThat(answer.getString(item + "roleClass")).isEqualTo("backend");
        assertThat(answer.getString(item + "company")).isEqualTo("示例科技");
        assertThat(answer.getString(item + "sharedSkills[0].skillId")).isEqualTo("go");
        assertThat(answer.getString(item + "sharedSkills[0].label")).isEqualTo("Go");
        assertThat(answer.getList(item + "sharedSkills")).hasSize(1);
        assertThat(answer.getString(item + "links.self")).endsWith("/api/job-postings/" + near);

        given().get("/api/job-postings/" + query + "/similar?size=1")
                .then()
                .statusCode(200)
                .body("items.size()", org.hamcrest.Matchers.equalTo(1));
        assertThat(priorPostings.nearest(new PostingText(null, null, "负责卫星遥感影像平台的后端开发"), 3))
                .extracting(each -> each.requirements().postingId())
                .contains(near)
                .doesNotContain(far);
    }

    @Test
    void a_posting_whose_words_changed_is_embedded_again() throws SQLException {
        UUID posting = store("岗位职责：维护港口集装箱调度系统，排查线上故障。任职要求：熟悉 MySQL。");
        Stored before = embedding(posting);
        assertThat(before.replaced()).isFalse();

        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update job_posting set text = '岗位职责：设计儿童绘本插画，与编辑讨论画面。' where posting_id = ?")) {
            update.setObject(1, posting);
            update.executeUpdate();
        }

        await().atMost(EMBEDDED)
                .until(() -> stored(posting), each -> each.replaced() && each.sequence() > before.sequence());
    }

    @Test
    void the_time_of_searches_is_measured() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("extract_retrieval_time_seconds"));
    }

    @Test
    void nothing_waits_once_all_are_embedded() throws SQLException {
        embedding(store("岗位职责：给天文台写望远镜控制程序。"));

        await().atMost(EMBEDDED).untilAsserted(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement("select count(*) from embedding_due");
                    ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isZero();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"5f9c9f2e-0000-4000-8000-000000000000", "not-a-uuid"})
    void an_unknown_posting_is_not_found(String id) {
        given().get("/api/job-postings/" + id + "/similar")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString(id));
    }

    @ParameterizedTest
    @CsvSource({"0", "51", "many"})
    void a_size_that_cannot_be_is_refused(String size) {
        UUID posting = store("熟悉 Go，问相似的职位。");

        given().get("/api/job-postings/" + posting + "/similar?size=" + size)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail.length()", greaterThan(10));
    }
}

package dev.nextskill.extract.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.nextskill.testing.LocalStackResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ProblemWiringIT {

    @Inject
    AgroalDataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53300"})
    void an_outage_of_the_database_is_answered_503(String sqlState) {
        given().get("/test/refused/" + sqlState)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "10")
                .body("title", equalTo("The database cannot be reached"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "22001", "23505"})
    void any_other_refusal_is_an_error_of_ours_and_keeps_its_words_to_the_log(String sqlState) {
        String problem = given().get("/test/refused/" + sqlState)
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .header("Retry-After", (String) null)
                .body("title", equalTo("The request failed through an error of this service"))
                .extract()
                .asString();

        assertThat(problem).doesNotContain("secret", "Exception", sqlState);
    }

    @Test
    void a_request_that_finds_no_connection_is_answered_503() throws SQLException {
        Deque<Connection> all = new ArrayDeque<>();
        try {
            assertThatThrownBy(() -> {
                        while (true) {
                            all.push(database.getConnection());
                        }
                    })
                    .isInstanceOf(SQLException.class);

            given().get("/api/job-postings")
                    .then()
                    .statusCode(503)
                    .body("title", equalTo("The database cannot be reached"));
        } finally {
            while (!all.isEmpty()) {
                all.pop().close();
            }
        }
        given().get("/api/job-postings").then().statusCode(200);
    }
}

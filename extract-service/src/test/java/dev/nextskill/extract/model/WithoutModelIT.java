package dev.nextskill.extract.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackControl.Part;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class WithoutModelIT {

    @Inject
    EngineChoice choice;

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @Test
    void without_a_model_nobody_misses_redis() {
        assertThat(choice).isEqualTo(new EngineChoice(false, ""));
        stack.stop(Part.REDIS);
        try {
            given().get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.find { it.name == 'Model' }.data.engine", equalTo("rules"));
            given().contentType("application/json")
                    .body("{\"text\": \"熟悉 Go。\"}")
                    .post("/api/extractions")
                    .then()
                    .statusCode(200);
        } finally {
            stack.start(Part.REDIS);
        }
    }
}

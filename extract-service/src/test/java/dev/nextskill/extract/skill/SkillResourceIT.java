package dev.nextskill.extract.skill;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import dev.nextskill.testing.LocalStackResource;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SkillResourceIT {

    @Inject
    SkillVocabulary vocabulary;

    @Test
    void the_vocabulary_is_listed_in_pages() {
        given().get("/api/skills?size=1")
                .then()
                .statusCode(200)
                .body("total", equalTo(vocabulary.skills().size()))
                .body("items.size()", equalTo(1))
                .body("items[0].labels[0]", notNullValue())
                .body("items[0].type", matchesPattern("[a-z-]+"))
                .body("vocabularyVersion", equalTo(vocabulary.version()));
    }

    @Test
    void skills_are_found_by_words_and_type() {
        given().get("/api/skills?q=PYTHON&type=programming-language")
                .then()
                .statusCode(200)
                .body("items.find { it.id == 'python' }.preferredLabel", equalTo("Python"));
    }

    @Test
    void an_unknown_type_is_refused_with_the_known_ones() {
        given().get("/api/skills?type=magic")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("programming-language"));
    }

    @Test
    void a_page_beyond_the_limit_is_refused() {
        given().get("/api/skills?size=1001").then().statusCode(400).body("detail", containsString("1000"));
    }
}

package dev.nextskill.planner;

import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.SmallCurricula;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Small data in the place of the real, so that the integration tests do not depend on what the curriculum says today. */
public final class SmallDataWiring {

    @Produces
    @Singleton
    @Mock
    SkillVocabulary vocabulary() {
        return SmallCurricula.vocabulary("python", "go", "mysql", "redis", "kubernetes", "java");
    }

    @Produces
    @Singleton
    @Mock
    Curriculum curriculum(SkillVocabulary vocabulary) {
        return SmallCurricula.read(
                component("python-language", "python", "")
                        + component("linux-basics", "", "")
                        + component("mysql-queries", "mysql", "")
                        + component(
                                "redis-basics", "redis", "- {component: linux-basics, depth: recognise, kind: hard}"),
                vocabulary);
    }

    private static String component(String id, String teaches, String prerequisite) {
        return """
                - id: %1$s
                  name: {zh: %1$s 中文, en: %1$s English}
                  teaches: [%2$s]
                  depths:
                    recognise: {hours: [1, 2, 3], zh: 能认出 %1$s, en: You can recognise %1$s}
                    explain: {hours: [2, 4, 6], zh: 能解释 %1$s, en: You can explain %1$s}
                    build: {hours: [4, 8, 12], zh: 能用 %1$s, en: You can use %1$s}
                  prerequisites: [%3$s]
                  hoursFrom: estimate
                  resources: [{title: Book, url: "https://example.org/%1$s", language: en, free: true}]
                """.formatted(id, teaches, prerequisite.replaceFirst("- ", ""));
    }
}

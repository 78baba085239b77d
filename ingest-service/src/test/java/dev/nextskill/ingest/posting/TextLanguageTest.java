package dev.nextskill.ingest.posting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextLanguageTest {

    @ParameterizedTest
    @CsvSource({
        "负责后端服务的开发与维护, CHINESE",
        "熟悉 Spring Boot、Kubernetes、PostgreSQL 与 Kafka 者优先考虑, CHINESE",
        "We look for an intern who knows Python, ENGLISH",
        "We look for an intern in 上海 who knows Python and Kubernetes well, ENGLISH",
        "Ищем стажёра со знанием Python, UNDETERMINED",
        "私たちはインターンをさがしています, UNDETERMINED",
        "2026 年 12:30 +86 (10) Python Go Rust, UNDETERMINED",
        "12345 67890, UNDETERMINED"
    })
    void the_letters_tell_the_language(String text, TextLanguage language) {
        assertThat(TextLanguage.of(text)).isEqualTo(language);
    }
}

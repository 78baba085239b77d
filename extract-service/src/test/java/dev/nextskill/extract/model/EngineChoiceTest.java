package dev.nextskill.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.extract.model.ModelConfig.Format;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {

    private static SmallRyeConfig config(String settings) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String setting : settings.split(" ", -1)) {
            if (!setting.isEmpty()) {
                String[] keyAndValue = setting.split("=", 2);
                keys.put("extract." + keyAndValue[0], keyAndValue[1]);
            }
        }
        // A duration as Quarkus reads it is not known to plain SmallRye.
        keys.putIfAbsent("extract.model.timeout", "PT60S");
        keys.putIfAbsent("extract.model.cache-ttl", "PT720H");
        keys.putIfAbsent("extract.model.circuit.delay", "PT30S");
        return new SmallRyeConfigBuilder()
                .withMapping(ModelConfig.class)
                .withMapping(EngineConfig.class)
                .withDefaultValues(keys)
                .build();
    }

    private static EngineChoice choose(String settings) {
        SmallRyeConfig config = config(settings);
        return ModelWiring.choose(
                config.getConfigMapping(EngineConfig.class).engine(), config.getConfigMapping(ModelConfig.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            ''                                                       | ''
            engine=auto                                              | ''
            engine=rules model.api-key=k model.name=m                | ''
            model.api-key=k                                          | gpt-4.1-mini
            model.api-key=k model.name=m                             | m
            model.base-url=http://x/v1 model.name=m                  | m
            engine=llm model.api-key=k                               | gpt-4.1-mini
            model.mode=replay model.recordings=dir model.name=m      | m
            model.mode=record model.recordings=dir                   | ''
            """)
    void a_model_is_used_when_one_is_named(String settings, String model) {
        assertThat(choose(settings)).isEqualTo(new EngineChoice(!model.isEmpty(), model));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            engine=llm                                        | Set extract.model.base-url or extract.model.api-key
            model.base-url=http://x/v1                        | Set extract.model.name
            model.mode=replay model.recordings=dir            | Set extract.model.name
            model.mode=replay model.name=m                    | set extract.model.recordings
            model.mode=record model.api-key=k                 | set extract.model.recordings
            """)
    void settings_that_do_not_fit_stop_the_start_and_say_what_to_set(String settings, String message) {
        assertThatThrownBy(() -> choose(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_response_format_is_written_as_openai_writes_it() {
        assertThat(config("model.response-format=json_object")
                        .getConfigMapping(ModelConfig.class)
                        .responseFormat())
                .isEqualTo(Format.JSON_OBJECT);
    }
}

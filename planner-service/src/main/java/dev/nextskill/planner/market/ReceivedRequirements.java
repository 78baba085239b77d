package dev.nextskill.planner.market;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came.
 *
 * @param json the whole payload, kept so that later versions can read more of it
 */
record ReceivedRequirements(SkillRequirementsExtracted event, String json) {

    /** @throws IOException saying why the record's value cannot be used */
    static ReceivedRequirements read(byte @Nullable [] value, ObjectMapper json) throws IOException {
        if (value == null) {
            throw new IOException("The record has no value");
        }
        String text = text(value);
        SkillRequirementsExtracted event = json.readValue(text, SkillRequirementsExtracted.class);
        if (event == null) {
            throw new IOException("The record's value is null");
        }
        return new ReceivedRequirements(event, text);
    }

    private static String text(byte[] value) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("The record's value is not UTF-8", e);
        }
    }
}

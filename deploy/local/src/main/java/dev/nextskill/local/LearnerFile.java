package dev.nextskill.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A learner as a file: the body of {@code POST /api/learning-paths}, with the weekly blocks that its hours come from. */
record LearnerFile(ObjectNode learner) {

    static LearnerFile read(Path file) throws IOException {
        try {
            if (Json.MAPPER.readTree(Files.readString(file)) instanceof ObjectNode learner) {
                return new LearnerFile(learner);
            }
            throw new CommandFailedException(
                    "%s must hold a JSON object, like deploy/local/sample/learner.json".formatted(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("There is no file " + file, e);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("%s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /**
     * The request. Where the file has weekly blocks, the hours are theirs: those of a week times the weeks between {@code from} and
     * {@code deadline}.
     */
    ObjectNode request() {
        ObjectNode request = learner.deepCopy();
        JsonNode availability = request.remove("availability");
        JsonNode from = request.remove("from");
        if (availability != null && from != null && request.has("deadline")) {
            double hoursPerWeek = 0;
            for (JsonNode block : availability.path("blocks")) {
                hoursPerWeek +=
                        block.path("hours").asDouble() * block.path("days").size();
            }
            long days = ChronoUnit.DAYS.between(
                    LocalDate.parse(from.asText()),
                    LocalDate.parse(request.remove("deadline").asText()));
            request.put("hours", hoursPerWeek * days / 7);
        }
        return request;
    }
}

package dev.nextskill.edges.deadletter;

import dev.nextskill.edges.kafka.NotAcknowledgedException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dead letters, over HTTP. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters", description = "Records of the topic this service reads that could not be read.")
class DeadLetterResource {

    private final DeadLetterReplayConsumer letters;
    private final DeadLetterConfig config;

    DeadLetterResource(DeadLetterReplayConsumer letters, DeadLetterConfig config) {
        this.letters = letters;
        this.config = config;
    }

    /**
     * What to replay.
     *
     * @param max how many at most; null: as many as the configuration allows
     */
    record Replay(@Nullable @Positive Integer max) {}

    /**
     * What was replayed.
     *
     * @param replayed how many dead letters were sent again
     */
    record Replayed(int replayed) {}

    @POST
    @Path("replays")
    @Blocking
    @Operation(
            summary = "Send dead letters again",
            description =
                    "Sends the dead letters of this service to the topic they came from, each once, oldest first in its partition. "
                            + "Call it after mending what made them fail; one that fails again becomes a new dead letter.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "all", value = "{}"),
                                @ExampleObject(name = "a few", value = "{\"max\": 10}")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "How many were sent again.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "some", value = "{\"replayed\": 3}")))
    @APIResponse(responseCode = "400", description = "max is not positive, or the body is not JSON.")
    @APIResponse(responseCode = "503", description = "Kafka cannot be reached; try again later.")
    public Replayed replay(@Valid @Nullable Replay replay) {
        int most = replay == null || replay.max() == null ? config.replayMax() : replay.max();
        try {
            return new Replayed(letters.replay(most));
        } catch (KafkaException | NotAcknowledgedException e) {
            Log.warnf("Dead letters could not be replayed: %s", e);
            throw HttpProblem.builder()
                    .withTitle("Kafka cannot be reached")
                    .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                    .withDetail(
                            "The dead letters that were not sent stay where they are; try again once Kafka is back.")
                    .withHeader("Retry-After", 10)
                    .build();
        }
    }
}

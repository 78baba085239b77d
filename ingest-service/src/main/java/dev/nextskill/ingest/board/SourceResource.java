package dev.nextskill.ingest.board;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the configured job boards do. */
@Path("/api/sources")
@Tag(name = "Sources", description = "Job boards that are polled on a schedule")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public final class SourceResource {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String EXAMPLE = """
            {"name": "acme", "kind": "greenhouse", "board": "acme",
             "address": "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "interval": "PT1H",
             "state": "waiting", "lastPoll": "2026-06-01T08:00:00Z", "lastSuccess": "2026-06-01T08:00:02Z",
             "nextPoll": "2026-06-01T08:57:41Z", "failuresInARow": 0,
             "lastRead": {"seen": 42, "new": 3, "duplicates": 0, "unchanged": 30, "filtered": 8, "refused": 1, "unpublished": 0},
             "total": {"seen": 42, "new": 3, "duplicates": 0, "unchanged": 30, "filtered": 8, "refused": 1, "unpublished": 0},
             "refusals": ["posting 4093: It has no \\"content\\"."]}
            """;

    private final BoardSchedule schedule;

    SourceResource(BoardSchedule schedule) {
        this.schedule = schedule;
    }

    @GET
    @Operation(
            summary = "List the sources",
            description = "The job boards of the configuration (ingest.sources.…) and how each does, on this replica.")
    @APIResponse(
            responseCode = "200",
            description = "All sources, by name; none if none is configured.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = SourceStatus.class),
                            examples = @ExampleObject(name = "sources", value = "[" + EXAMPLE + "]")))
    public List<SourceStatus> sources() {
        return schedule.statuses();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "How a source does")
    @APIResponse(
            responseCode = "200",
            description = "The source.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SourceStatus.class),
                            examples = @ExampleObject(name = "source", value = EXAMPLE)))
    @APIResponse(
            responseCode = "404",
            description = "No source has that name.",
            content = @Content(mediaType = PROBLEM_JSON))
    public SourceStatus source(String name) {
        return schedule.status(name).orElseThrow(() -> unknown(name));
    }

    @POST
    @Path("{name}/polls")
    @Operation(
            summary = "Poll a source soon",
            description =
                    "Makes the source due now. It is polled as soon as its host may be asked: \"nextPoll\" says when. A"
                            + " poll under way is not started twice.")
    @APIResponse(
            responseCode = "202",
            description = "The source as it is now.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SourceStatus.class),
                            examples = @ExampleObject(name = "source", value = EXAMPLE)))
    @APIResponse(
            responseCode = "404",
            description = "No source has that name.",
            content = @Content(mediaType = PROBLEM_JSON))
    @APIResponse(
            responseCode = "409",
            description = "The source is disabled.",
            content = @Content(mediaType = PROBLEM_JSON))
    public Response poll(String name) {
        var status = schedule.pollSoon(name).orElseThrow(() -> unknown(name));
        if (status.state() == SourceStatus.State.DISABLED) {
            throw HttpProblem.builder()
                    .withStatus(Status.CONFLICT)
                    .withTitle("The source is disabled")
                    .withDetail("Set ingest.sources.%s.enabled=true and restart the service.".formatted(name))
                    .build();
        }
        return Response.accepted(status).build();
    }

    private HttpProblem unknown(String name) {
        var names = schedule.statuses().stream().map(SourceStatus::name).collect(Collectors.joining(", "));
        return HttpProblem.builder()
                .withStatus(Status.NOT_FOUND)
                .withTitle("There is no such source")
                .withDetail("No source is called \"%s\". %s"
                        .formatted(
                                name.length() > 100 ? name.substring(0, 100) + "…" : name,
                                names.isEmpty()
                                        ? "None is configured; set ingest.sources.<name>.kind and .board."
                                        : "There are: " + names + "."))
                .build();
    }
}

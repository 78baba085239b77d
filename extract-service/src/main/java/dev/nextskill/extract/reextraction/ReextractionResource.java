package dev.nextskill.extract.reextraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.nextskill.extract.extraction.KnownRoleClasses;
import dev.nextskill.extract.page.Links;
import dev.nextskill.extract.page.PageQuery;
import dev.nextskill.extract.skill.SkillSearch;
import dev.nextskill.extract.task.TasksAdded;
import dev.nextskill.vocabulary.Skill;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Re-extractions, over HTTP. */
@Path("/api/re-extractions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Re-extractions", description = "Stored postings are read again, in the background.")
class ReextractionResource {

    private static final int MOST_IDS = 10_000;
    /** A million postings take seconds. */
    private static final int FILL_SECONDS = 55;

    private final ReextractionRepository reextractions;
    private final KnownRoleClasses roleClasses;
    private final SkillSearch skills;
    private final ReextractionConfig config;
    private final ObjectMapper json;
    private final Event<TasksAdded> tasksAdded;

    ReextractionResource(
            ReextractionRepository reextractions,
            KnownRoleClasses roleClasses,
            SkillSearch skills,
            ReextractionConfig config,
            ObjectMapper json,
            Event<TasksAdded> tasksAdded) {
        this.reextractions = reextractions;
        this.roleClasses = roleClasses;
        this.skills = skills;
        this.config = config;
        this.json = json;
        this.tasksAdded = tasksAdded;
    }

    /** @param total postings that are read again */
    record Accepted(UUID id, long total) {}

    /**
     * A page of re-extractions, the newest first.
     *
     * @param page from 0
     * @param total of all pages
     */
    record Page(List<ReextractionProgress> items, int page, int size, long total, Links links) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read stored postings again",
            description =
                    "By the engine that is configured, in the background. An event follows for each posting of which something "
                            + "else is read than before. A posting that waits already waits for the later re-extraction.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReextractionFilter.class),
                            examples = {
                                @ExampleObject(name = "all", value = "{\"all\": true}"),
                                @ExampleObject(
                                        name = "a new prompt",
                                        value = "{\"promptVersionNot\": \"v2\", \"roleClass\": \"llm-application\"}"),
                                @ExampleObject(name = "what the model has not read", value = "{\"degraded\": true}")
                            }))
    @APIResponse(responseCode = "202", description = "Its id and the number of postings; Location says how far it is.")
    @APIResponse(responseCode = "400", description = "A filter that is empty or unknown, or names what there is not.")
    public RestResponse<Accepted> add(@Nullable String body, @Context UriInfo uri) throws JsonProcessingException {
        ReextractionFilter filter = checked(parse(body));
        UUID id = UUID.randomUUID();
        String kept = json.writeValueAsString(filter);
        long total = QuarkusTransaction.requiringNew()
                .timeout(FILL_SECONDS)
                .call(() -> reextractions.add(id, filter, kept, Instant.now()));
        tasksAdded.fire(new TasksAdded());
        return RestResponse.ResponseBuilder.ok(new Accepted(id, total))
                .status(RestResponse.Status.ACCEPTED)
                .location(uri.getBaseUriBuilder()
                        .path("api/re-extractions")
                        .path(id.toString())
                        .build())
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far a re-extraction is")
    @APIResponse(responseCode = "200", description = "Its numbers.")
    @APIResponse(responseCode = "404", description = "No re-extraction has this id.")
    public ReextractionProgress progress(@PathParam("id") String id) {
        return existing(id);
    }

    @GET
    @Operation(summary = "List re-extractions", description = "The newest first.")
    @APIResponse(responseCode = "200", description = "A page of re-extractions.")
    @APIResponse(responseCode = "400", description = "A page that cannot be.")
    public Page list(
            @QueryParam("page")
                    @Parameter(description = "From 0.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String page,
            @QueryParam("size")
                    @Parameter(description = "Entries of a page.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String size,
            @Context UriInfo uri) {
        PageQuery wanted = page(page, size);
        return QuarkusTransaction.requiringNew().call(() -> {
            long total = reextractions.count();
            return new Page(
                    reextractions.list(wanted.offset(), wanted.size()),
                    wanted.page(),
                    wanted.size(),
                    total,
                    Links.of(uri.getRequestUri(), wanted, total, number -> at(uri, number)));
        });
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Cancel a re-extraction",
            description =
                    "What waits of it is not read again; what was read stays. A first reading that the model owes still comes.")
    @APIResponse(responseCode = "200", description = "What became of it.")
    @APIResponse(responseCode = "404", description = "No re-extraction has this id.")
    public ReextractionProgress cancel(@PathParam("id") String id) {
        UUID known = existing(id).id();
        QuarkusTransaction.requiringNew().run(() -> reextractions.cancel(known, Instant.now()));
        return existing(id);
    }

    private ReextractionProgress existing(String id) {
        return parseId(id)
                .flatMap(known -> QuarkusTransaction.requiringNew().call(() -> reextractions.find(known)))
                .orElseThrow(() -> HttpProblem.valueOf(
                        Response.Status.NOT_FOUND,
                        "There is no re-extraction %s; GET /api/re-extractions lists them.".formatted(id)));
    }

    private ReextractionFilter parse(@Nullable String body) {
        try {
            ReextractionFilter filter = json.readerFor(ReextractionFilter.class)
                    .with(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(body == null || body.isBlank() ? "{}" : body);
            if (filter == null) {
                throw refused("The filter is JSON null; send an object, {\"all\": true} for every posting.");
            }
            return filter;
        } catch (UnrecognizedPropertyException e) {
            throw refused("There is no filter \"%s\"; there are %s."
                    .formatted(
                            e.getPropertyName(),
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        } catch (JsonProcessingException e) {
            throw refused("The body is no filter: %s."
                    .formatted(e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private ReextractionFilter checked(ReextractionFilter filter) {
        boolean all = Boolean.TRUE.equals(filter.all());
        if (filter.isEmpty() && !all) {
            throw refused("The filter is empty; send {\"all\": true} to read every posting again.");
        }
        if (all && !filter.isEmpty()) {
            throw refused("\"all\" stands beside other filters; send one or the other.");
        }
        if (filter.roleClass() != null && !roleClasses.ids().contains(filter.roleClass())) {
            throw refused("There is no role class \"%s\"; there are %s."
                    .formatted(filter.roleClass(), String.join(", ", roleClasses.ids())));
        }
        if (filter.engine() != null && !List.of("rules", "llm").contains(filter.engine())) {
            throw refused("There is no engine \"%s\"; there are rules, llm.".formatted(filter.engine()));
        }
        if (filter.postingIds() != null && filter.postingIds().size() > MOST_IDS) {
            throw refused("postingIds names %,d postings, more than %,d; send them in parts."
                    .formatted(filter.postingIds().size(), MOST_IDS));
        }
        return new ReextractionFilter(
                filter.all(),
                filter.roleClass(),
                skill(filter.skill()),
                filter.engine(),
                filter.vocabularyVersionNot(),
                filter.promptVersionNot(),
                filter.modelNot(),
                filter.degraded(),
                filter.receivedSince(),
                filter.postingIds());
    }

    private @Nullable String skill(@Nullable String idOrLabel) {
        if (idOrLabel == null) {
            return null;
        }
        return skills.find(idOrLabel)
                .map(Skill::id)
                .orElseThrow(() -> {
                    String nearest = String.join(", ", skills.nearest(idOrLabel, 3));
                    return refused("The vocabulary knows no skill \"%s\"%s."
                            .formatted(idOrLabel, nearest.isEmpty() ? "" : ", the nearest are " + nearest));
                })
                .value();
    }

    private PageQuery page(@Nullable String page, @Nullable String size) {
        try {
            return PageQuery.parse(
                    page, size, config.page().size(), config.page().maxSize());
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static URI at(UriInfo uri, int page) {
        return uri.getRequestUriBuilder().replaceQueryParam("page", page).build();
    }

    private static Optional<UUID> parseId(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static HttpProblem refused(String detail) {
        return HttpProblem.valueOf(Response.Status.BAD_REQUEST, detail);
    }
}

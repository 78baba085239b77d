package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.JobPostingIngested.Source;
import dev.nextskill.extract.page.Links;
import dev.nextskill.extract.page.PageQuery;
import dev.nextskill.extract.skill.SkillSearch;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.GET;
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
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The stored postings, over HTTP. */
@Path("/api/job-postings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Job postings", description = "Postings that were received, and what they ask for.")
class JobPostingResource {

    private final JobPostingRepository postings;
    private final SkillSearch skills;
    private final KnownRoleClasses roleClasses;
    private final ExtractionConfig config;

    JobPostingResource(
            JobPostingRepository postings, SkillSearch skills, KnownRoleClasses roleClasses, ExtractionConfig config) {
        this.postings = postings;
        this.skills = skills;
        this.roleClasses = roleClasses;
        this.config = config;
    }

    /**
     * A posting and what it asks for.
     *
     * @param requirements the event's payload
     * @param corrections what people corrected; the requirements have it
     */
    record Details(
            UUID postingId,
            Source source,
            Instant receivedAt,
            @Nullable String title,
            @Nullable String company,
            @Nullable String location,
            @Nullable LocalDate datePosted,
            String language,
            String text,
            SkillRequirementsExtracted requirements,
            @Nullable PostingCorrections corrections,
            Links links) {}

    /**
     * A page of postings, newest first.
     *
     * @param page from 0
     * @param total of all pages
     */
    record Page(List<Item> items, int page, int size, long total, Links links) {}

    /**
     * A posting in the list.
     *
     * @param duplicateOf the earlier posting that this one repeats
     */
    record Item(
            UUID postingId,
            @Nullable String title,
            @Nullable String company,
            @Nullable String location,
            @Nullable LocalDate datePosted,
            Instant receivedAt,
            Instant extractedAt,
            String roleClass,
            @Nullable String firstLanguage,
            @Nullable UUID duplicateOf,
            Links links) {}

    /**
     * How many postings there are.
     *
     * @param stored distinct postings, read and stored
     */
    record Counts(long stored) {}

    @GET
    @Path("{id}")
    @Operation(
            summary = "A posting with its requirements",
            description =
                    "The posting as it was received, and what it asks for with the evidence of each value. A repost says in "
                            + "requirements.duplicateOf which earlier posting it repeats.")
    @APIResponse(responseCode = "200", description = "The posting.")
    @APIResponse(responseCode = "404", description = "No posting has this id.")
    public RestResponse<Details> posting(
            @PathParam("id") @Parameter(example = "1baed335-7124-5e3a-ab90-3c99b0e8aa95") String id,
            @Context UriInfo uri) {
        StoredPosting stored = parse(id)
                .flatMap(postings::find)
                .orElseThrow(() -> problem(
                        Response.Status.NOT_FOUND,
                        "No job posting with the id %s is stored; it may not have been read yet.".formatted(id)));
        JobPostingIngested posting = stored.posting();
        Details details = new Details(
                posting.postingId(),
                posting.source(),
                posting.receivedAt(),
                posting.title(),
                posting.company(),
                posting.location(),
                posting.datePosted(),
                posting.language(),
                posting.text(),
                stored.requirements(),
                stored.corrections().isEmpty() ? null : stored.corrections(),
                Links.to(uri.getRequestUri()));
        return RestResponse.ResponseBuilder.ok(details)
                .header("ETag", tag(stored.requirements()))
                .build();
    }

    @GET
    @Operation(
            summary = "List postings",
            description = "Newest first, perhaps of one role class, perhaps that ask for a skill.")
    @APIResponse(responseCode = "200", description = "A page of postings.")
    @APIResponse(responseCode = "400", description = "Unknown role class or skill, or a page that cannot be.")
    public Page list(
            @QueryParam("roleClass")
                    @Parameter(description = "An id of a role class.", example = "llm-application")
                    @Nullable
                    String roleClass,
            @QueryParam("skill")
                    @Parameter(description = "A skill's id or one of its labels.", example = "python")
                    @Nullable
                    String skill,
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
        Optional<String> wantedClass = Optional.ofNullable(roleClass).map(this::knownRoleClass);
        Optional<SkillId> wantedSkill = Optional.ofNullable(skill).map(this::knownSkill);
        long total = postings.count(wantedClass, wantedSkill);
        List<Item> items = postings.list(wantedClass, wantedSkill, wanted.offset(), wanted.size()).stream()
                .map(each -> item(each, uri))
                .toList();
        return new Page(
                items,
                wanted.page(),
                wanted.size(),
                total,
                Links.of(uri.getRequestUri(), wanted, total, number -> at(uri, number)));
    }

    @GET
    @Path("counts")
    @Operation(
            summary = "Count postings",
            description = "To compare with what ingest-service accepted and what planner-service counts.")
    @APIResponse(
            responseCode = "200",
            description = "The number of distinct postings stored.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "some", value = "{\"stored\": 8726}")))
    public Counts counts() {
        return new Counts(postings.count());
    }

    private String knownRoleClass(String id) {
        if (!roleClasses.ids().contains(id)) {
            throw problem(
                    Response.Status.BAD_REQUEST,
                    "There is no role class \"%s\"; there are %s.".formatted(id, String.join(", ", roleClasses.ids())));
        }
        return id;
    }

    private SkillId knownSkill(String idOrLabel) {
        return skills.find(idOrLabel).map(Skill::id).orElseThrow(() -> {
            String nearest = String.join(", ", skills.nearest(idOrLabel, 3));
            return problem(
                    Response.Status.BAD_REQUEST,
                    "The vocabulary knows no skill \"%s\"%s; GET /api/skills lists them."
                            .formatted(idOrLabel, nearest.isEmpty() ? "" : ", the nearest are " + nearest));
        });
    }

    private PageQuery page(@Nullable String page, @Nullable String size) {
        try {
            return PageQuery.parse(
                    page, size, config.page().size(), config.page().maxSize());
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static Item item(PostingSummary posting, UriInfo uri) {
        return new Item(
                posting.postingId(),
                posting.title(),
                posting.company(),
                posting.location(),
                posting.datePosted(),
                posting.receivedAt(),
                posting.extractedAt(),
                posting.roleClass(),
                posting.firstLanguage(),
                posting.duplicateOf(),
                Links.to(uri.getBaseUriBuilder()
                        .path("api/job-postings")
                        .path(posting.postingId().toString())
                        .build()));
    }

    private static URI at(UriInfo uri, int page) {
        return uri.getRequestUriBuilder().replaceQueryParam("page", page).build();
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The ETag: each change of a posting has a later instant. */
    static String tag(SkillRequirementsExtracted requirements) {
        return "\"" + ChronoUnit.MICROS.between(Instant.EPOCH, requirements.extractedAt()) + "\"";
    }

    private static HttpProblem problem(Response.Status status, String detail) {
        return HttpProblem.valueOf(status, detail);
    }
}

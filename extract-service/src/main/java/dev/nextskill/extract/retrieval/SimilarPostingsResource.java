package dev.nextskill.extract.retrieval;

import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPosting;
import dev.nextskill.extract.extraction.PriorPostings;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.extract.page.Links;
import dev.nextskill.extract.page.PageQuery;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** The stored postings that resemble a stored one, over HTTP. */
@Path("/api/job-postings/{id}/similar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Job postings")
class SimilarPostingsResource {

    private final PriorPostings priorPostings;
    private final EmbeddingRepository postings;
    private final RetrievalConfig config;

    SimilarPostingsResource(PriorPostings priorPostings, EmbeddingRepository postings, RetrievalConfig config) {
        this.priorPostings = priorPostings;
        this.postings = postings;
        this.config = config;
    }

    /** The nearest first. */
    record Similar(List<Item> items, Links links) {}

    /**
     * A posting that resembles it.
     *
     * @param similarity cosine of the embeddings, two decimals
     * @param sharedSkills that both ask for, in its order
     */
    record Item(
            UUID postingId,
            @Nullable String title,
            @Nullable String company,
            double similarity,
            String roleClass,
            List<SharedSkill> sharedSkills,
            Links links) {}

    record SharedSkill(SkillId skillId, String label) {}

    @GET
    @Operation(
            summary = "Postings that resemble one",
            description =
                    "The nearest by what the job is, reposts of it and of one another left out, and the skills that both ask "
                            + "for. A posting that has just come may take some seconds to be found.")
    @APIResponse(
            responseCode = "200",
            description = "Perhaps none: retrieval may be off, or nothing stored resembles it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = """
                                            {"items": [{"postingId": "1baed335-7124-5e3a-ab90-3c99b0e8aa95", "title": "大模型应用开发实习生", "company": "示例科技",
                                              "similarity": 0.87, "roleClass": "llm-application", "sharedSkills": [{"skillId": "python", "label": "Python"}],
                                              "links": {"self": "http://localhost:8082/api/job-postings/1baed335-7124-5e3a-ab90-3c99b0e8aa95"}}],
                                             "links": {"self": "http://localhost:8082/api/job-postings/6f9619ff-8b86-5011-b42d-00c04fc964ff/similar"}}""")))
    @APIResponse(responseCode = "400", description = "A size that cannot be.")
    @APIResponse(responseCode = "404", description = "No posting has this id.")
    public Similar similar(
            @PathParam("id") @Parameter(example = "1baed335-7124-5e3a-ab90-3c99b0e8aa95") String id,
            @QueryParam("size")
                    @Parameter(description = "How many at most.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String size,
            @Context UriInfo uri) {
        int most = size(size);
        KnownPosting posting = parse(id)
                .flatMap(each -> postings.known(List.of(each)).stream().findFirst())
                .orElseThrow(() -> HttpProblem.valueOf(
                        Response.Status.NOT_FOUND,
                        "No job posting with the id %s is stored; it may not have been read yet.".formatted(id)));
        PostingText words = posting.words();
        Map<SkillId, String> asked = skills(posting.requirements().get());
        return new Similar(
                priorPostings.closest(words, most).stream()
                        .map(each -> item(each, asked, uri))
                        .toList(),
                Links.to(uri.getRequestUri()));
    }

    private static Item item(PriorPosting prior, Map<SkillId, String> asked, UriInfo uri) {
        SkillRequirementsExtracted read = prior.requirements();
        return new Item(
                read.postingId(),
                read.title(),
                read.company(),
                Math.round(100 * prior.similarity()) / 100.0,
                read.roleClass().id(),
                skills(read).entrySet().stream()
                        .filter(skill -> asked.containsKey(skill.getKey()))
                        .map(skill -> new SharedSkill(skill.getKey(), skill.getValue()))
                        .toList(),
                Links.to(uri.getBaseUriBuilder()
                        .path("api/job-postings")
                        .path(read.postingId().toString())
                        .build()));
    }

    private static Map<SkillId, String> skills(SkillRequirementsExtracted read) {
        Map<SkillId, String> labels = new LinkedHashMap<>();
        for (SkillRequirement requirement : read.requirements()) {
            for (SkillRequirement.AskedSkill skill : requirement.anyOf()) {
                if (skill.skillId() != null) {
                    labels.putIfAbsent(skill.skillId(), skill.label());
                }
            }
        }
        return labels;
    }

    private int size(@Nullable String size) {
        try {
            return PageQuery.parse(
                            null,
                            size,
                            config.similar().size(),
                            config.similar().maxSize())
                    .size();
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package dev.nextskill.extract.candidate;

import dev.nextskill.extract.page.Links;
import dev.nextskill.extract.page.PageQuery;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The candidates for the vocabulary, over HTTP. */
@Path("/api/skill-candidates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Skill candidates", description = "What postings ask for and the vocabulary does not know.")
class SkillCandidateResource {

    private final SkillCandidateRepository candidates;
    private final SkillCandidateConfig config;

    SkillCandidateResource(SkillCandidateRepository candidates, SkillCandidateConfig config) {
        this.candidates = candidates;
        this.config = config;
    }

    /**
     * A page of candidates, the most frequent first.
     *
     * @param page from 0
     * @param total of all pages
     */
    record Page(List<SkillCandidate> items, int page, int size, long total, Links links) {}

    @GET
    @Transactional
    @Operation(
            summary = "List candidates for the vocabulary",
            description =
                    "Mentions that the vocabulary does not know, counted together where they differ in case, width and white space "
                            + "only, the most frequent first; with up to three postings that ask for each. Reposts count once.")
    @APIResponse(
            responseCode = "200",
            description = "A page of candidates.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = """
                                            {"items": [{"label": "自研框架", "normalised": "自研框架", "postings": 12, "examples": [
                                              {"postingId": "1baed335-7124-5e3a-ab90-3c99b0e8aa95", "words": "自研框架", "quote": "熟悉自研框架"}]}],
                                             "page": 0, "size": 50, "total": 1, "links": {"self": "http://localhost:8082/api/skill-candidates"}}""")))
    @APIResponse(responseCode = "400", description = "A page, or a number of postings, that cannot be.")
    public Page list(
            @QueryParam("minPostings")
                    @Parameter(
                            description = "In how many postings it must stand.",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String minPostings,
            @QueryParam("page")
                    @Parameter(description = "From 0.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String page,
            @QueryParam("size")
                    @Parameter(description = "Entries of a page.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String size,
            @Context UriInfo uri) {
        int least = minPostings == null ? config.minPostings() : parse(minPostings);
        PageQuery wanted = page(page, size);
        long total = candidates.count(least);
        return new Page(
                candidates.list(least, wanted.offset(), wanted.size()),
                wanted.page(),
                wanted.size(),
                total,
                Links.of(uri.getRequestUri(), wanted, total, number -> at(uri, number)));
    }

    private PageQuery page(@Nullable String page, @Nullable String size) {
        try {
            return PageQuery.parse(page, size, config.size(), config.maxSize());
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static int parse(String minPostings) {
        try {
            return PageQuery.wholeNumber("minPostings", minPostings, 1);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static URI at(UriInfo uri, int page) {
        return uri.getRequestUriBuilder().replaceQueryParam("page", page).build();
    }
}

package dev.nextskill.planner.market;

import dev.nextskill.planner.market.PostingRepository.PostingCounts;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.micrometer.core.annotation.Timed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the market asks for. */
@Path("/api/market")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Market", description = "What the postings ask for: counts, shares and how sure they are.")
public final class MarketResource {

    private static final String PROBLEM = "application/problem+json";

    private final DemandCache counters;
    private final PostingRepository postings;
    private final SkillVocabulary vocabulary;
    private final RoleClasses roleClasses;

    MarketResource(
            DemandCache counters, PostingRepository postings, SkillVocabulary vocabulary, RoleClasses roleClasses) {
        this.counters = counters;
        this.postings = postings;
        this.vocabulary = vocabulary;
        this.roleClasses = roleClasses;
    }

    @GET
    @Path("/demand")
    @Timed(
            value = "planner.market.query",
            extraTags = {"query", "demand"})
    @Operation(
            summary = "Which skills are asked for, the most asked first",
            description =
                    "Identical texts are one posting; postings that extract-service marks duplicateOf are not counted again. The interval is Wilson's 95 % interval of the share.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = MarketDemand.class),
                            examples = @ExampleObject(name = "llm-application", value = """
                                                    {"roleClass":"llm-application","since":"2026-01","n":42,"skills":[{"skillId":"python","label":"Python","n":35,\
                                                    "share":0.8333,"interval":{"low":0.6940,"high":0.9168},"essential":30,"optional":2,"responsibility":3}]}""")))
    @APIResponse(
            responseCode = "400",
            description = "Unknown role class, or not a month",
            content = @Content(mediaType = PROBLEM))
    @APIResponse(
            responseCode = "503",
            description = "PostgreSQL cannot be reached; try again later",
            content = @Content(mediaType = PROBLEM))
    public MarketDemand demand(
            @Parameter(description = "Only this role class; all without it", example = "llm-application")
                    @QueryParam("roleClass")
                    @Nullable
                    String roleClass,
            @Parameter(description = "The first month counted", example = "2026-01") @QueryParam("since") @Nullable
                    String since,
            @Parameter(description = "How many skills at most")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    @Min(1)
                    @Max(2000)
                    int limit) {
        Optional<String> wanted = roleClass(roleClass);
        Optional<YearMonth> first = month(since);
        return MarketDemand.of(counters.find(wanted, first), vocabulary, wanted, first, limit);
    }

    @GET
    @Path("/first-languages")
    @Timed(
            value = "planner.market.query",
            extraTags = {"query", "first-languages"})
    @Operation(
            summary = "Which programming language the postings name first",
            description =
                    "Shares are of the postings that name a language at all. Identical texts are one posting; postings that extract-service marks duplicateOf are not counted again.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = FirstLanguages.class),
                            examples = @ExampleObject(name = "ai-infrastructure", value = """
                                                    {"roleClass":"ai-infrastructure","n":25,"naming":20,"languages":[{"skillId":"c-plus-plus","label":"C++","n":15,\
                                                    "share":0.75,"interval":{"low":0.5313,"high":0.8881}}]}""")))
    @APIResponse(
            responseCode = "400",
            description = "Unknown role class, or not a month",
            content = @Content(mediaType = PROBLEM))
    @APIResponse(
            responseCode = "503",
            description = "PostgreSQL cannot be reached; try again later",
            content = @Content(mediaType = PROBLEM))
    public FirstLanguages firstLanguages(
            @Parameter(description = "Only this role class; all without it", example = "ai-infrastructure")
                    @QueryParam("roleClass")
                    @Nullable
                    String roleClass,
            @Parameter(description = "The first month counted", example = "2026-01") @QueryParam("since") @Nullable
                    String since) {
        Optional<String> wanted = roleClass(roleClass);
        Optional<YearMonth> first = month(since);
        return FirstLanguages.of(counters.find(wanted, first), vocabulary, wanted, first);
    }

    @GET
    @Path("/counts")
    @Operation(
            summary = "How many postings have been counted",
            description =
                    "To compare with what was ingested and extracted. Identical texts are one posting; those marked duplicateOf are among the counted, though they add nothing to the demand.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = PostingCounts.class),
                            examples = @ExampleObject(name = "counts", value = "{\"counted\":8726,\"repeats\":120}")))
    @APIResponse(
            responseCode = "503",
            description = "PostgreSQL cannot be reached; try again later",
            content = @Content(mediaType = PROBLEM))
    public PostingCounts counts() {
        return postings.counts();
    }

    private Optional<String> roleClass(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return Optional.empty();
        }
        if (roleClasses.find(id).isEmpty()) {
            throw badRequest(
                    "Unknown role class",
                    "There is no role class \"%s\"; roleClass must be one of %s."
                            .formatted(id, String.join(", ", roleClasses.ids())));
        }
        return Optional.of(id);
    }

    private static Optional<YearMonth> month(@Nullable String month) {
        if (month == null || month.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(month));
        } catch (DateTimeException e) {
            throw badRequest("Not a month", "since must be a month like 2026-01, not \"%s\".".formatted(month));
        }
    }

    private static HttpProblem badRequest(String title, String detail) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle(title)
                .withDetail(detail)
                .build();
    }
}

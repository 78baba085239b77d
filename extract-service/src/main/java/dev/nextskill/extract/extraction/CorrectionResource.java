package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.JobPostingRepository.Corrected;
import dev.nextskill.extract.outbox.OutboxRepository;
import dev.nextskill.extract.skill.SkillSearch;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Corrections by people, over HTTP. */
@Path("/api/job-postings/{id}/requirements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Job postings")
class CorrectionResource {

    private static final String EXAMPLE = """
            {"requirements": {"kafka": {"necessity": "optional", "level": "familiar"}, "redis": null,
              "SET训练": {"skillId": "sft"}, "mysql": {"quote": "熟悉 MySQL", "necessity": "essential"}}, "roleClass": "backend"}""";

    private final JobPostingRepository postings;
    private final OutboxRepository outbox;
    private final CorrectionPatch patch;
    private final CorrectedMentionsCache correctedMentions;
    private final ObjectMapper json;

    CorrectionResource(
            JobPostingRepository postings,
            OutboxRepository outbox,
            SkillVocabulary vocabulary,
            SkillSearch skills,
            KnownRoleClasses roleClasses,
            CorrectedMentionsCache correctedMentions,
            ObjectMapper json) {
        this.postings = postings;
        this.outbox = outbox;
        this.patch = new CorrectionPatch(vocabulary, skills, roleClasses);
        this.correctedMentions = correctedMentions;
        this.json = json;
    }

    @PATCH
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Correct what a posting asks for",
            description =
                    "A JSON Merge Patch (RFC 7396). Keys are ids of skills, or the words of a mention that the vocabulary does not "
                            + "know; null removes; a skill that is not there is added by a quote, verbatim. \"roleClass\": null withdraws that "
                            + "correction, {\"corrections\": null} all. Necessity and level are the whole ask's, alternatives included. "
                            + "Corrections outlive every reading; a mention that is corrected to a skill is linked so in other postings read afterwards. Without If-Match the last writer of a key wins.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        examples = @ExampleObject(name = "some", value = EXAMPLE)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples = @ExampleObject(name = "all withdrawn", value = "{\"corrections\": null}"))
            })
    @APIResponse(responseCode = "200", description = "The corrected requirements; an event tells of them.")
    @APIResponse(responseCode = "400", description = "The body is no such patch; the answer names the member.")
    @APIResponse(responseCode = "404", description = "No posting has this id.")
    @APIResponse(responseCode = "412", description = "The posting is no longer the one of If-Match; get it again.")
    @APIResponse(
            responseCode = "422",
            description = "A skill, a role class or a quote that there is not; the answer names the key.")
    public RestResponse<SkillRequirementsExtracted> correct(
            @PathParam("id") @Parameter(example = "1baed335-7124-5e3a-ab90-3c99b0e8aa95") String id,
            @HeaderParam("If-Match") @Parameter(description = "The ETag of the posting as it was read.") @Nullable
                    String ifMatch,
            @Nullable String body) {
        JsonNode wanted = parse(body);
        Corrected corrected;
        try {
            corrected = uuid(id).flatMap(
                            known -> QuarkusTransaction.requiringNew().call(() -> correct(known, wanted, ifMatch)))
                    .orElseThrow(() -> HttpProblem.valueOf(
                            Response.Status.NOT_FOUND,
                            "No job posting with the id %s is stored; it may not have been read yet.".formatted(id)));
        } catch (RefusedCorrectionException e) {
            throw HttpProblem.builder()
                    .withTitle("The posting cannot be corrected so")
                    .withStatus(e.isMalformed() ? 400 : 422)
                    .withDetail(e.getMessage())
                    .build();
        }
        correctedMentions.refresh();
        SkillRequirementsExtracted requirements = corrected.posting().requirements();
        return RestResponse.ResponseBuilder.ok(requirements)
                .header("ETag", JobPostingResource.tag(requirements))
                .build();
    }

    private Optional<Corrected> correct(UUID id, JsonNode wanted, @Nullable String ifMatch) {
        Optional<Corrected> corrected = postings.correct(
                id,
                stored -> {
                    String tag = JobPostingResource.tag(stored.requirements());
                    if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(tag)) {
                        throw HttpProblem.valueOf(
                                Response.Status.PRECONDITION_FAILED,
                                "The posting has changed, its ETag is %s; get it again, then correct it."
                                        .formatted(tag));
                    }
                    return patch.apply(wanted, stored);
                },
                Instant.now());
        corrected.flatMap(Corrected::told).map(Extracted::told).ifPresent(event -> outbox.append(List.of(event)));
        return corrected;
    }

    private JsonNode parse(@Nullable String body) {
        try {
            JsonNode read = json.reader()
                    .with(
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readTree(body == null ? "" : body);
            if (!read.isMissingNode()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw HttpProblem.valueOf(
                    Response.Status.BAD_REQUEST,
                    "The body is not JSON: %s"
                            .formatted(
                                    e.getOriginalMessage().lines().findFirst().orElse("")));
        }
        throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, "The body is empty; send a JSON Merge Patch.");
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

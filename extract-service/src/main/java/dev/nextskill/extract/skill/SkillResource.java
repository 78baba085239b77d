package dev.nextskill.extract.skill;

import dev.nextskill.extract.page.Links;
import dev.nextskill.extract.page.PageQuery;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The vocabulary, over HTTP. */
@Path("/api/skills")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Skills", description = "The vocabulary of skills.")
class SkillResource {

    private final SkillVocabulary vocabulary;
    private final SkillSearch skills;
    private final SkillConfig config;

    SkillResource(SkillVocabulary vocabulary, SkillSearch skills, SkillConfig config) {
        this.vocabulary = vocabulary;
        this.skills = skills;
        this.config = config;
    }

    /**
     * A page of skills, by id.
     *
     * @param page from 0
     * @param total of all pages
     */
    record Page(List<Item> items, int page, int size, long total, String vocabularyVersion, Links links) {}

    /**
     * A skill.
     *
     * @param labels the correct ways to write it, the preferred one first
     * @param broader the ids of more general skills
     */
    record Item(SkillId id, String preferredLabel, List<String> labels, SkillType type, List<SkillId> broader) {}

    @GET
    @Operation(
            summary = "Search the vocabulary",
            description = "Skills by id, perhaps of one type, perhaps with words in their id or a label.")
    @APIResponse(responseCode = "200", description = "A page of skills.")
    @APIResponse(responseCode = "400", description = "Unknown type, or a page that cannot be.")
    public Page list(
            @QueryParam("q") @Size(max = 100) @Parameter(description = "Words.", example = "spring") @Nullable String q,
            @QueryParam("type") @Parameter(description = "A type of skills.", example = "framework") @Nullable
                    String type,
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
        List<Skill> found = skills.search(q, type == null ? null : knownType(type));
        List<Item> items = found.stream()
                .skip(wanted.offset())
                .limit(wanted.size())
                .map(SkillResource::item)
                .toList();
        return new Page(
                items,
                wanted.page(),
                wanted.size(),
                found.size(),
                vocabulary.version(),
                Links.of(uri.getRequestUri(), wanted, found.size(), number -> at(uri, number)));
    }

    private PageQuery page(@Nullable String page, @Nullable String size) {
        try {
            return PageQuery.parse(page, size, config.size(), config.maxSize());
        } catch (IllegalArgumentException e) {
            throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static Item item(Skill skill) {
        return new Item(
                skill.id(),
                skill.preferredLabel(),
                skill.labels().stream()
                        .filter(label -> label.kind() != SkillLabel.Kind.MISSPELT)
                        .map(SkillLabel::text)
                        .toList(),
                skill.type(),
                skill.broader());
    }

    private static SkillType knownType(String name) {
        return Arrays.stream(SkillType.values())
                .filter(type -> kebabCase(type).equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.valueOf(
                        Response.Status.BAD_REQUEST,
                        Arrays.stream(SkillType.values())
                                .map(SkillResource::kebabCase)
                                .collect(Collectors.joining(
                                        ", ", "There is no type of skills \"%s\"; there are ".formatted(name), "."))));
    }

    /** As the data file and the JSON write it. */
    private static String kebabCase(SkillType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static URI at(UriInfo uri, int page) {
        return uri.getRequestUriBuilder().replaceQueryParam("page", page).build();
    }
}

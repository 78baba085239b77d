package dev.nextskill.planner.curriculum;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.planner.curriculum.KnowledgeComponent.DepthGoal;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import dev.nextskill.vocabulary.YamlEntries;
import dev.nextskill.vocabulary.YamlEntries.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the curriculum's files and checks them. Collects every defect before it complains, so that authors mend all in one go. */
final class CurriculumLoader {

    private final SkillVocabulary vocabulary;
    private final NavigableMap<ComponentId, Draft> drafts = new TreeMap<>();
    private final List<Defect> defects = new ArrayList<>();

    private CurriculumLoader(SkillVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * @param files file name to content; a file's name without ending is its track
     * @throws InvalidCurriculumException naming file and line of every defect
     */
    static Curriculum load(SortedMap<String, byte[]> files, SkillVocabulary vocabulary) {
        CurriculumLoader loader = new CurriculumLoader(vocabulary);
        files.forEach(loader::read);
        if (loader.drafts.isEmpty() && loader.defects.isEmpty()) {
            loader.defects.add(new Defect("curriculum/components", 0, "there is no component in any .yaml file"));
        }
        loader.throwDefects();
        SortedMap<ComponentId, KnowledgeComponent> components = new TreeMap<>();
        loader.drafts.forEach((id, draft) -> components.put(id, loader.check(draft)));
        loader.throwDefects();
        try {
            return new Curriculum(components, PrerequisiteGraph.of(components.values()), vocabulary);
        } catch (PrerequisiteGraph.CycleException e) {
            ComponentDepth first = e.cycle().get(0);
            loader.defect(
                    Objects.requireNonNull(loader.drafts.get(first.component())).entry(),
                    "prerequisites go in a circle: "
                            + e.cycle().stream().map(ComponentDepth::toString).collect(Collectors.joining(" needs ")));
            throw loader.invalid();
        }
    }

    private void read(String file, byte[] yaml) {
        String track = file.substring(0, file.length() - ".yaml".length());
        try {
            for (Entry<ComponentEntry> entry :
                    YamlEntries.read(new ByteArrayInputStream(yaml), file, ComponentEntry.class)) {
                if (!ComponentId.isValid(entry.value().id())) {
                    defect(
                            entry,
                            "the id \"%s\" must be kebab-case ASCII, like \"mysql-indexes\""
                                    .formatted(entry.value().id()));
                    continue;
                }
                Draft draft = new Draft(new ComponentId(entry.value().id()), track, entry);
                Draft other = drafts.putIfAbsent(draft.id(), draft);
                if (other != null) {
                    defect(
                            entry,
                            "the component \"%s\" stands twice; the first is in %s, line %d"
                                    .formatted(
                                            draft.id(),
                                            other.entry().file(),
                                            other.entry().line()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KnowledgeComponent check(Draft draft) {
        Entry<ComponentEntry> entry = draft.entry();
        ComponentEntry value = entry.value();
        if (value.hoursFrom().isBlank()) {
            defect(entry, "hoursFrom of \"%s\" is empty; write \"estimate\" or the source".formatted(draft.id()));
        }
        LocalText name = text(
                entry,
                "the name of \"%s\"".formatted(draft.id()),
                value.name().zh(),
                value.name().en());
        Map<Depth, DepthGoal> depths = depths(draft);
        return new KnowledgeComponent(
                draft.id(),
                draft.track(),
                name,
                taught(draft),
                depths,
                prerequisites(draft),
                value.hoursFrom(),
                resources(draft));
    }

    private Map<Depth, DepthGoal> depths(Draft draft) {
        Entry<ComponentEntry> entry = draft.entry();
        Map<Depth, DepthGoal> depths = new EnumMap<>(Depth.class);
        for (Depth depth : Depth.values()) {
            DepthEntry written = draft.depths().get(depth);
            if (written == null) {
                if (depth != Depth.BUILD) {
                    defect(
                            entry,
                            "\"%s\" has no depth %s; only build may be left out".formatted(draft.id(), depth.id()));
                    // Stands in, so that the rest of the entry can still be checked.
                    depths.put(depth, new DepthGoal(Hours.NONE, new LocalText("", "")));
                }
                continue;
            }
            String where = "the depth %s of \"%s\"".formatted(depth.id(), draft.id());
            depths.put(
                    depth,
                    new DepthGoal(
                            hours(entry, where, written.hours()), text(entry, where, written.zh(), written.en())));
        }
        return depths;
    }

    private Hours hours(Entry<ComponentEntry> entry, String where, @Nullable List<Double> hours) {
        if (hours == null || hours.size() != 3) {
            defect(entry, where + " must have hours: [low, typical, high]");
            return Hours.NONE;
        }
        double low = hours.get(0);
        double typical = hours.get(1);
        double high = hours.get(2);
        if (!(0 < low && low <= typical && typical <= high)) {
            defect(entry, "%s must have hours with 0 < low <= typical <= high, not %s".formatted(where, hours));
            return Hours.NONE;
        }
        return new Hours(low, typical, high);
    }

    private List<SkillId> taught(Draft draft) {
        List<SkillId> taught = new ArrayList<>();
        for (SkillId skill : draft.entry().value().teaches()) {
            if (vocabulary.find(skill).isEmpty()) {
                defect(
                        draft.entry(),
                        "\"%s\" teaches \"%s\", which is no skill of the vocabulary".formatted(draft.id(), skill));
            } else if (taught.contains(skill)) {
                defect(draft.entry(), "\"%s\" teaches \"%s\" twice".formatted(draft.id(), skill));
            } else {
                taught.add(skill);
            }
        }
        return taught;
    }

    private List<Prerequisite> prerequisites(Draft draft) {
        List<Prerequisite> prerequisites = new ArrayList<>();
        for (PrerequisiteEntry each : draft.entry().value().prerequisites()) {
            Optional<Draft> other = Optional.of(each.component())
                    .filter(ComponentId::isValid)
                    .map(ComponentId::new)
                    .map(drafts::get);
            if (other.isEmpty()) {
                defect(
                        draft.entry(),
                        "\"%s\" needs the component \"%s\", which does not exist"
                                .formatted(draft.id(), each.component()));
            } else if (other.get().id().equals(draft.id())) {
                defect(draft.entry(), "\"%s\" is its own prerequisite".formatted(draft.id()));
            } else if (!other.get().has(each.depth())) {
                defect(
                        draft.entry(),
                        "\"%s\" needs \"%s\" at the depth %s, which that component does not have"
                                .formatted(
                                        draft.id(),
                                        each.component(),
                                        each.depth().id()));
            } else if (!draft.has(each.of())) {
                defect(
                        draft.entry(),
                        "\"%s\" says what it needs at the depth %s, which it does not have"
                                .formatted(draft.id(), each.of().id()));
            } else {
                prerequisites.add(new Prerequisite(
                        new ComponentDepth(draft.id(), each.of()),
                        new ComponentDepth(other.get().id(), each.depth()),
                        each.kind()));
            }
        }
        return prerequisites;
    }

    private List<LearningResource> resources(Draft draft) {
        List<LearningResource> resources = new ArrayList<>();
        for (ResourceEntry each : draft.entry().value().resources()) {
            if (each.title().isBlank()) {
                defect(draft.entry(), "a resource of \"%s\" has no title".formatted(draft.id()));
            }
            if (!each.language().equals("zh") && !each.language().equals("en")) {
                defect(
                        draft.entry(),
                        "the resource \"%s\" of \"%s\" must have the language zh or en, not \"%s\""
                                .formatted(each.title(), draft.id(), each.language()));
            }
            webAddress(each.url())
                    .ifPresentOrElse(
                            url -> resources.add(new LearningResource(each.title(), url, each.language(), each.free())),
                            () -> defect(
                                    draft.entry(),
                                    "the resource \"%s\" of \"%s\" must have a web address, not \"%s\""
                                            .formatted(each.title(), draft.id(), each.url())));
        }
        if (draft.entry().value().resources().isEmpty()) {
            defect(draft.entry(), "\"%s\" has no resource to learn from".formatted(draft.id()));
        }
        return resources;
    }

    private static Optional<URI> webAddress(String text) {
        try {
            URI url = URI.create(text);
            boolean web = ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null;
            return web ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private LocalText text(Entry<ComponentEntry> entry, String where, @Nullable String zh, @Nullable String en) {
        if (zh == null || zh.isBlank()) {
            defect(entry, where + " has no Chinese text (zh)");
        }
        if (en == null || en.isBlank()) {
            defect(entry, where + " has no English text (en)");
        }
        return new LocalText(zh == null ? "" : zh, en == null ? "" : en);
    }

    private void defect(Entry<ComponentEntry> entry, String what) {
        defects.add(new Defect(entry.file(), entry.line(), what));
    }

    private void throwDefects() {
        if (!defects.isEmpty()) {
            throw invalid();
        }
    }

    private InvalidCurriculumException invalid() {
        return new InvalidCurriculumException(defects.stream()
                .sorted(Comparator.comparing(Defect::file).thenComparing(Defect::line))
                .map(Defect::toString)
                .toList());
    }

    private record Defect(String file, int line, String what) {

        @Override
        public String toString() {
            return "%s, line %d: %s".formatted(file, line, what);
        }
    }

    /** An entry whose id and track are known. */
    private record Draft(ComponentId id, String track, Entry<ComponentEntry> entry) {

        Map<Depth, DepthEntry> depths() {
            return entry.value().depths();
        }

        boolean has(Depth depth) {
            return depths().containsKey(depth);
        }
    }

    /** A component as the data file writes it. */
    record ComponentEntry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) TextEntry name,
            List<SkillId> teaches,
            @JsonProperty(required = true) Map<Depth, DepthEntry> depths,
            List<PrerequisiteEntry> prerequisites,
            @JsonProperty(required = true) String hoursFrom,
            List<ResourceEntry> resources) {

        ComponentEntry {
            teaches = orEmpty(teaches);
            prerequisites = orEmpty(prerequisites);
            resources = orEmpty(resources);
        }

        private static <T> List<T> orEmpty(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }

    record TextEntry(@Nullable String zh, @Nullable String en) {}

    record DepthEntry(
            @Nullable List<Double> hours,
            @Nullable String zh,
            @Nullable String en) {}

    /** @param of from which depth of this component on it is needed; recognise unless it says otherwise */
    record PrerequisiteEntry(
            @JsonProperty(required = true) String component,
            @JsonProperty(required = true) Depth depth,
            @JsonProperty(required = true) Prerequisite.Kind kind,
            Depth of) {

        PrerequisiteEntry {
            of = orRecognise(of);
        }

        private static Depth orRecognise(@Nullable Depth depth) {
            return depth == null ? Depth.RECOGNISE : depth;
        }
    }

    record ResourceEntry(
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) String url,
            @JsonProperty(required = true) String language,
            @JsonProperty(required = true) boolean free) {}
}

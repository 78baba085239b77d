package dev.nextskill.ingest.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The postings that a page describes as <a href="https://schema.org/JobPosting">schema.org JobPosting</a>. Thread-safe. */
final class JobPostingMarkup {

    /** Duties and requirements that some sites give apart from the description, with what to write above them. */
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("responsibilities", "Responsibilities");
        SECTIONS.put("qualifications", "Qualifications");
        SECTIONS.put("skills", "Skills");
        SECTIONS.put("educationRequirements", "Education");
        SECTIONS.put("experienceRequirements", "Experience");
    }

    private static final int MOST_NODES = 100_000;
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_PLACES = 5;

    /** Pages are made by people and templates: what can be understood is. */
    private final JsonMapper json = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    /** In order, each once; with empty text where the page describes a posting but not what it says. */
    List<SourceDocument> jsonLd(Document page) {
        var nodes = new ArrayList<JsonNode>();
        var named = new HashMap<String, JsonNode>();
        for (var script : page.select("script[type^=application/ld+json]")) {
            try {
                collect(json.readTree(uncommented(script.data())), nodes, named);
            } catch (JsonProcessingException e) {
                // Broken metadata is common; other scripts, microdata and the words are still there.
            }
        }
        var postings = new LinkedHashSet<SourceDocument>();
        for (var node : nodes) {
            if (isJobPosting(node.path("@type"))) {
                postings.add(posting(node, named));
            }
        }
        return List.copyOf(postings);
    }

    /** Some templates hide the JSON from browsers of the last century. */
    private static String uncommented(String script) {
        var data = script.strip();
        for (var wrapping : new String[][] {{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}}) {
            if (data.startsWith(wrapping[0]) && data.endsWith(wrapping[1])) {
                return data.substring(wrapping[0].length(), data.length() - wrapping[1].length());
            }
        }
        return data;
    }

    private static void collect(JsonNode root, List<JsonNode> nodes, Map<String, JsonNode> named) {
        var waiting = new ArrayDeque<JsonNode>();
        waiting.add(root);
        while (!waiting.isEmpty() && nodes.size() < MOST_NODES) {
            var node = waiting.remove();
            if (node.isObject()) {
                nodes.add(node);
                var id = node.path("@id");
                if (id.isTextual() && node.size() > 1) {
                    named.putIfAbsent(id.textValue(), node);
                }
            }
            node.forEach(waiting::add);
        }
    }

    private static boolean isJobPosting(JsonNode type) {
        if (type.isArray()) {
            for (var each : type) {
                if (each.isTextual() && HtmlText.isType(each.textValue(), "JobPosting")) {
                    return true;
                }
            }
        }
        return type.isTextual() && HtmlText.isType(type.textValue(), "JobPosting");
    }

    private static SourceDocument posting(JsonNode node, Map<String, JsonNode> named) {
        var title = string(node.path("title"));
        return new SourceDocument(
                title == null ? string(node.path("name")) : title,
                name(first(node.path("hiringOrganization")), named),
                location(node.path("jobLocation"), named),
                string(node.path("datePosted")),
                string(node.path("url")),
                text(node),
                null);
    }

    private static String text(JsonNode node) {
        var text = new StringBuilder();
        for (var paragraph : paragraphs(node.path("description"))) {
            text.append(text.isEmpty() ? "" : "\n").append(paragraph);
        }
        SECTIONS.forEach((field, heading) -> {
            var paragraphs = paragraphs(node.path(field)).stream()
                    .filter(each -> text.indexOf(each) < 0)
                    .toList();
            if (!paragraphs.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(heading).append(":\n");
                text.append(String.join("\n", paragraphs));
            }
        });
        return text.toString();
    }

    private static List<String> paragraphs(JsonNode value) {
        var paragraphs = new ArrayList<String>();
        for (var each : value.isArray() ? value : List.of(value)) {
            var words = each.isTextual() ? each : each.path(each.has("description") ? "description" : "name");
            var text = words.isTextual() ? HtmlText.ofDescription(words.textValue()) : "";
            if (!text.isBlank()) {
                paragraphs.add(text);
            }
        }
        return paragraphs;
    }

    private static @Nullable String location(JsonNode places, Map<String, JsonNode> named) {
        var names = new LinkedHashSet<String>();
        for (var each : places.isArray() ? places : List.of(places)) {
            var place = resolved(each, named);
            var address = resolved(first(place.path("address")), named);
            var name = string(address.isTextual() ? address : address.path("addressLocality"));
            name = name == null ? string(address.path("addressRegion")) : name;
            name = name == null ? name(place, named) : name;
            name = name == null ? name(address.path("addressCountry"), named) : name;
            if (name != null && names.size() < MOST_PLACES) {
                names.add(name);
            }
        }
        return names.isEmpty() ? null : String.join(", ", names);
    }

    private static @Nullable String name(JsonNode node, Map<String, JsonNode> named) {
        return string(node.isTextual() ? node : resolved(node, named).path("name"));
    }

    /** A node may only say which other node of the page it is. */
    private static JsonNode resolved(JsonNode node, Map<String, JsonNode> named) {
        return node.size() == 1 && node.path("@id").isTextual()
                ? named.getOrDefault(node.path("@id").textValue(), node)
                : node;
    }

    private static JsonNode first(JsonNode node) {
        return node.isArray() ? node.path(0) : node;
    }

    private static @Nullable String string(JsonNode node) {
        var text = node.isTextual() ? HtmlText.line(node.textValue()) : "";
        return text.isEmpty() ? null : text;
    }

    /** In order; those without words are left out. */
    List<SourceDocument> microdata(Document page) {
        var postings = new LinkedHashSet<SourceDocument>();
        for (var item : page.select("[itemtype]")) {
            if (postings.size() < MOST_ITEMS
                    && HtmlText.isType(item.attr("itemtype").strip(), "JobPosting")) {
                var text = words(item);
                if (!text.isBlank()) {
                    var company = item.selectFirst("[itemprop=hiringOrganization] [itemprop=name]");
                    var place = item.selectFirst("[itemprop=addressLocality]");
                    var title = item.selectFirst("[itemprop=title]");
                    postings.add(new SourceDocument(
                            property(title != null ? title : item.selectFirst("h1, h2")),
                            property(company != null ? company : item.selectFirst("[itemprop=hiringOrganization]")),
                            property(place != null ? place : item.selectFirst("[itemprop=jobLocation]")),
                            property(item.selectFirst("[itemprop=datePosted]")),
                            null,
                            text,
                            null));
                }
            }
        }
        return List.copyOf(postings);
    }

    /** The description; where duties and requirements stand beside it the whole item, because it has their headings. */
    private static String words(Element item) {
        var description = item.selectFirst("[itemprop=description]");
        var inParts = SECTIONS.keySet().stream()
                .map(each -> item.selectFirst("[itemprop=" + each + "]"))
                .anyMatch(each -> each != null
                        && !each.hasAttr("content")
                        && (description == null || !each.parents().contains(description)));
        if (inParts) {
            return HtmlText.of(item);
        }
        if (description == null) {
            return "";
        }
        return description.hasAttr("content")
                ? HtmlText.ofDescription(description.attr("content"))
                : HtmlText.of(description);
    }

    private static @Nullable String property(@Nullable Element element) {
        if (element == null) {
            return null;
        }
        var value = element.hasAttr("content")
                ? element.attr("content")
                : element.hasAttr("datetime") ? element.attr("datetime") : element.text();
        return value.isBlank() ? null : value.strip();
    }
}

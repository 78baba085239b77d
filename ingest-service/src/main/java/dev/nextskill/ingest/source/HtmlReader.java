package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A saved page to the postings in it: schema.org {@code JobPosting} in JSON-LD first, then as microdata, then the page's own words
 * without what surrounds them. Nothing is fetched and no script is run.
 */
final class HtmlReader {

    private static final String AROUND =
            "script, style, noscript, template, svg, nav, footer, aside, dialog, button, select, iframe, object, embed,"
                    + " [hidden], [aria-hidden=true], [role=navigation], [role=contentinfo], [role=dialog], [role=search]";
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z]");
    /** Pages of postings have some thousands. The parser's time grows with the square when they are nested on purpose. */
    private static final int MOST_TAGS = 30_000;
    /** Postings of one page; job boards list fewer. */
    private static final int MOST_POSTINGS = 200;
    /** A description with fewer characters is a summary, and the page says more. */
    private static final int SHORT_DESCRIPTION = 80;
    /** Fewer characters than this are no posting, so the main part of the page must be elsewhere. */
    private static final int SHORT_MAIN_PART = 100;

    private static final int FEWEST_LINKS = 3;
    private static final double MOSTLY = 0.7;

    private final JobPostingMarkup markup = new JobPostingMarkup();

    List<SourceDocument> read(SourceFile file) throws UnreadableFileException {
        // No base address: links stay as they are, and nothing could be fetched from them.
        var html = TextDetection.page(file);
        if (TAG.matcher(html).results().limit(MOST_TAGS + 1L).count() > MOST_TAGS) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The page %s has more than %d elements. Send the page of one posting, or its text."
                            .formatted(file.name(), MOST_TAGS));
        }
        var page = Jsoup.parse(html);
        var described = markup.jsonLd(page);
        var found = described.stream().filter(each -> !each.text().isBlank()).toList();
        if (found.isEmpty()) {
            found = markup.microdata(page);
        }
        if (found.size() > MOST_POSTINGS) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The page %s has %d postings, but %d are the most. Send the postings as NDJSON to /api/job-postings/batch."
                            .formatted(file.name(), found.size(), MOST_POSTINGS));
        }
        var address = address(page);
        if (found.size() > 1) {
            return found;
        }
        var metadata = !found.isEmpty() ? found.get(0) : described.size() == 1 ? described.get(0) : null;
        if (metadata != null && metadata.text().length() >= SHORT_DESCRIPTION) {
            return List.of(with(metadata, metadata.text(), null, address));
        }
        var title = title(page);
        var words = words(page);
        if (metadata != null && words.length() < metadata.text().length()) {
            words = metadata.text();
        }
        if (words.isBlank()) {
            throw new UnreadableFileException(
                    Fault.NO_TEXT,
                    "The page %s has no words of its own; a script writes them. Send a screenshot, or the text."
                            .formatted(file.name()));
        }
        return List.of(
                metadata != null
                        ? with(metadata, words, title, address)
                        : new SourceDocument(title, null, null, null, address, words, null));
    }

    private static SourceDocument with(
            SourceDocument posting, String text, @Nullable String title, @Nullable String address) {
        return new SourceDocument(
                posting.title() == null ? title : posting.title(),
                posting.company(),
                posting.location(),
                posting.datePosted(),
                posting.url() == null ? address : posting.url(),
                text,
                null);
    }

    private static @Nullable String title(Document page) {
        for (var heading : page.select("h1")) {
            if (!heading.text().isBlank()) {
                return heading.text();
            }
        }
        var shared = page.select("meta[property=og:title]").attr("content");
        var title = shared.isBlank() ? page.title() : shared;
        var subheading = page.selectFirst("h2");
        title = title.isBlank() && subheading != null ? subheading.text() : title;
        return title.isBlank() ? null : title.strip();
    }

    private static @Nullable String address(Document page) {
        var canonical = page.select("link[rel=canonical]").attr("href");
        var address = canonical.isBlank() ? page.select("meta[property=og:url]").attr("content") : canonical;
        return address.isBlank() ? null : address.strip();
    }

    /** Changes the page. */
    private static String words(Document page) {
        page.select(AROUND).remove();
        for (var header : page.select("header, [role=banner]")) {
            if (header.selectFirst("h1") == null) {
                header.remove();
            }
        }
        var main = page.selectFirst("main, [role=main], article");
        if (main != null) {
            var words = HtmlText.of(main);
            if (words.length() > SHORT_MAIN_PART) {
                return words;
            }
        }
        withoutMenus(page.body());
        return HtmlText.of(page.body());
    }

    /** Menus, lists of other postings and what else is mostly links. */
    private static void withoutMenus(Element body) {
        var sizes = new IdentityHashMap<Element, int[]>();
        body.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    sizes.put(element, new int[3]);
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node.parent() instanceof Element parent && depth > 0) {
                    add(sizes, node, parent);
                }
            }
        });
        for (var element : body.select("div, ul, ol, section, table, dl")) {
            var size = sizes.get(element);
            if (size != null && size[2] >= FEWEST_LINKS && size[1] > MOSTLY * size[0] && element.parent() != null) {
                element.remove();
            }
        }
    }

    /** Characters, characters of links, links. */
    private static void add(IdentityHashMap<Element, int[]> sizes, Node node, Element parent) {
        var whole = sizes.get(parent);
        if (whole == null) {
            return;
        }
        if (node instanceof TextNode text) {
            whole[0] += text.text().strip().length();
        } else if (node instanceof Element element) {
            var part = sizes.get(element);
            if (part != null) {
                var isLink = element.normalName().equals("a");
                whole[0] += part[0];
                whole[1] += isLink ? part[0] : part[1];
                whole[2] += isLink ? 1 : part[2];
            }
        }
    }
}

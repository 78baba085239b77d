package dev.nextskill.ingest.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Markdown (CommonMark with tables and front matter) as a reader sees it: headings and list items are lines, links are their
 * words, the marks of emphasis, code and quotation are gone. What is no mark stays: {@code C#}, {@code snake_case}, {@code C++}.
 */
final class MarkdownText {

    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---[ \\t]*\\R");
    private static final Pattern FRONT_MATTER_LINE =
            Pattern.compile("([A-Za-z]{1,30})[ \\t]*:[ \\t]*[\"']?(.{1,500}?)[\"']?[ \\t]*");
    private static final Pattern FENCE = Pattern.compile("[ \\t]{0,3}(```|~~~).{0,200}");
    private static final Pattern HEADING = Pattern.compile("[ ]{0,3}(#{1,6})[ \\t]+(.{0,2000}?)[ \\t]*+#*[ \\t]*");
    private static final Pattern UNDERLINE = Pattern.compile("[ ]{0,3}(=+|-+)[ \\t]*");
    private static final Pattern RULE = Pattern.compile("[ ]{0,3}([-*_])([ \\t]*\\1){2,}+[ \\t]*");
    private static final Pattern TABLE_RULE = Pattern.compile("[ \\t]*\\|?[ \\t:|-]*-[ \\t:|-]*");
    private static final Pattern QUOTE = Pattern.compile("\\A[ ]{0,3}(?:>[ ]?)++");
    private static final Pattern BULLET = Pattern.compile("([ \\t]*)[-*+][ \\t]+(?:\\[[ xX]\\][ \\t]+)?(.*)");
    private static final Pattern REFERENCE = Pattern.compile("[ ]{0,3}\\[[^\\]]{1,200}\\]:[ \\t]*\\S.*");

    private static final Pattern IMAGE =
            Pattern.compile("!\\[[^\\[\\]]{0,500}\\]\\([^()\\s]{0,2000}(?:[ \\t]+\"[^\"]{0,200}\")?\\)");
    private static final Pattern LINK = Pattern.compile(
            "\\[([^\\[\\]]{1,1000})\\](?:\\([^()\\s]{0,2000}(?:[ \\t]+\"[^\"]{0,200}\")?\\)|\\[[^\\[\\]]{0,200}\\])");
    private static final Pattern AUTO_LINK = Pattern.compile("<((?:https?|mailto):[^<>\\s]{1,2000})>");
    private static final Pattern LINE_BREAK = Pattern.compile("<br[ ]*/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile(
            "</?(?:a|b|i|p|u|em|div|span|strong|center|font|img|details|summary|sub|sup|kbd|h[1-6]|ul|ol|li)(?:\\s[^<>]{0,500})?/?>|<!--.{0,300}?-->",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STRONG = Pattern.compile("(\\*\\*|__)(?=\\S)(.{1,500}?)(?<=\\S)\\1");
    private static final Pattern STRUCK = Pattern.compile("~~(?=\\S)(.{1,500}?)(?<=\\S)~~");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<![\\p{L}\\p{N}*_\\\\])([*_])(?=[^\\s*_])([^*_]{1,500}?)(?<=\\S)\\1(?![\\p{L}\\p{N}])");
    private static final Pattern CODE = Pattern.compile("(`{1,2})(?!`)(.{1,500}?)(?<!`)\\1(?!`)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    /** Longer lines have no marks worth finding; the patterns would take their time. */
    private static final int LONGEST_LINE = 2_000;

    private MarkdownText() {}

    /** The first heading of the first level is the title and no part of the text, and front matter says the other fields. */
    static SourceDocument read(String markdown) {
        var lines = new Lines();
        var front = new HashMap<String, String>();
        var rest = frontMatter(markdown.stripLeading(), front);
        rest.lines().forEach(lines::add);
        return new SourceDocument(
                front.getOrDefault("title", lines.title),
                first(front, "company", "organization"),
                first(front, "location", "city"),
                first(front, "dateposted", "date"),
                first(front, "url", "link"),
                lines.text.toString().strip(),
                null);
    }

    private static @Nullable String first(Map<String, String> front, String one, String other) {
        var value = front.get(one);
        return value == null ? front.get(other) : value;
    }

    /** What stands between two lines of hyphens at the very start; without them, and when it is no list of fields, nothing. */
    private static String frontMatter(String markdown, Map<String, String> fields) {
        var start = FRONT_MATTER.matcher(markdown);
        if (!start.lookingAt()) {
            return markdown;
        }
        var end = markdown.indexOf("\n---", start.end() - 1);
        if (end < 0 || end > 5000) {
            return markdown;
        }
        markdown.substring(start.end(), Math.max(start.end(), end)).lines().forEach(line -> {
            var field = FRONT_MATTER_LINE.matcher(line);
            if (field.matches()) {
                fields.put(
                        field.group(1).toLowerCase(Locale.ROOT), field.group(2).strip());
            }
        });
        if (fields.isEmpty()) {
            return markdown;
        }
        var rest = markdown.indexOf('\n', end + 4);
        return rest < 0 ? "" : markdown.substring(rest + 1);
    }

    private static final class Lines {

        private final StringBuilder text = new StringBuilder();
        private @Nullable String title;
        private boolean inCode;
        private boolean afterWords;

        void add(String raw) {
            if (FENCE.matcher(raw).matches()) {
                inCode = !inCode;
                return;
            }
            if (inCode || raw.length() > LONGEST_LINE) {
                append(raw);
                return;
            }
            var line = QUOTE.matcher(raw).replaceFirst("");
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var words = inline(heading.group(2));
                if (title == null && heading.group(1).length() == 1 && !words.isBlank()) {
                    title = words;
                } else {
                    append(words);
                }
                afterWords = false;
                return;
            }
            if ((afterWords && UNDERLINE.matcher(line).matches())
                    || RULE.matcher(line).matches()
                    || (line.indexOf('|') >= 0 && TABLE_RULE.matcher(line).matches())
                    || REFERENCE.matcher(line).matches()) {
                afterWords = false;
                return;
            }
            var bullet = BULLET.matcher(line);
            if (bullet.matches()) {
                append(bullet.group(1) + "- " + inline(bullet.group(2)));
            } else if (line.strip().startsWith("|")
                    && line.strip().endsWith("|")
                    && line.strip().length() > 2) {
                var row = line.strip();
                append(inline(row.substring(1, row.length() - 1)
                        .replaceAll("(?<!\\\\)[ \\t]*\\|[ \\t]*", "\t")
                        .strip()));
            } else {
                append(inline(line));
            }
            afterWords = !line.isBlank();
        }

        private void append(String line) {
            text.append(line.stripTrailing()).append('\n');
        }
    }

    private static String inline(String line) {
        var text = IMAGE.matcher(line).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = AUTO_LINK.matcher(text).replaceAll("$1");
        text = LINE_BREAK.matcher(text).replaceAll("\n");
        text = TAG.matcher(text).replaceAll("");
        text = CODE.matcher(text).replaceAll("$2");
        text = STRONG.matcher(text).replaceAll("$2");
        text = STRUCK.matcher(text).replaceAll("$1");
        text = EMPHASIS.matcher(text).replaceAll("$2");
        return ESCAPE.matcher(text).replaceAll("$1");
    }
}

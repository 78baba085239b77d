package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.nextskill.ingest.posting.Rejection.Fault;
import dev.nextskill.ingest.source.MalformedTextException;
import dev.nextskill.ingest.source.SourceDocument;
import dev.nextskill.ingest.source.TextDecoding;
import dev.nextskill.ingest.table.ColumnChoice;
import dev.nextskill.ingest.table.Header;
import dev.nextskill.ingest.table.PostingField;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From bytes to a posting that can be published, or to the reason why not.
 *
 * <p>A single posting is read strictly: its sender is there to mend it. A line of an export is read leniently: unknown fields
 * are passed over, {@code city} and {@code date} stand in for {@code location} and {@code datePosted}, other names are recognised as
 * a table's headings are, and an optional field whose value is of no use is dropped and named, because the text is what counts. About
 * the text itself both are equally strict.
 *
 * <p>What PostgreSQL or UTF-8 cannot hold is refused rather than stripped: a {@code NUL} or half a surrogate pair is the
 * mark of a wrong encoding, and stripping it would hide that.
 */
final class PostingReader {

    private static final String TEXT = "text";
    private static final Set<String> FIELDS = Set.of("title", "company", "location", "datePosted", "url", TEXT);
    private static final int MAX_LABEL_CHARACTERS = 1000;
    private static final int MAX_URL_CHARACTERS = 2000;
    private static final Pattern JACKSONS_OWN_AFFAIRS =
            Pattern.compile("\\R.*| \\((start marker|for `|although).*| at \\[Source.*", Pattern.DOTALL);
    private static final Pattern LINE_END = Pattern.compile("\r\n?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DAY_AND_TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ].*", Pattern.DOTALL);
    /** As spreadsheets and people write it: 2026/5/8, 2026.05.08, 2026年5月8日, with or without a time. */
    private static final Pattern LOOSE_DAY =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(\\s.*)?", Pattern.DOTALL);
    /** Older than any job board; guards against 0001-01-01 and its like. */
    private static final int EARLIEST_YEAR = 1900;

    private final ObjectReader json;
    private final PostingLimits limits;

    PostingReader(ObjectMapper mapper, PostingLimits limits) {
        this.json = mapper.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.limits = limits;
    }

    PostingLimits limits() {
        return limits;
    }

    /** A body that is the text and nothing else. */
    ReceivedPosting readText(byte[] body, Charset charset) throws RejectedPostingException {
        return new ReceivedPosting(null, null, null, null, null, checkedText(decode(body, charset)), null, List.of());
    }

    /** A single posting as a JSON object, read strictly. */
    ReceivedPosting readJson(byte[] body, Charset charset) throws RejectedPostingException {
        var object = object(decode(body, charset));
        var unknown = new TreeSet<String>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new RejectedPostingException(
                    Fault.UNKNOWN_FIELD,
                    unknown.first(),
                    "The field \"%s\" is not known. Leave it out, or use one of %s."
                            .formatted(abbreviated(unknown.first()), String.join(", ", new TreeSet<>(FIELDS))));
        }
        return new ReceivedPosting(
                strict(object, "title", PostingReader::label),
                strict(object, "company", PostingReader::label),
                strict(object, "location", PostingReader::label),
                strict(object, "datePosted", PostingReader::day),
                strict(object, "url", PostingReader::webAddress),
                text(object),
                null,
                List.of());
    }

    /** One line of an export as a JSON object, read leniently. */
    ReceivedPosting readLine(byte[] line, Charset charset) throws RejectedPostingException {
        return readLine(line, charset, ColumnChoice.none(), header -> {});
    }

    /**
     * One line of an export as a JSON object, read leniently. A field's own name comes first, then the names under which other tools
     * keep it.
     *
     * @param choice the keys of the fields that the sender names himself
     * @param recognised is told of the object's keys
     */
    ReceivedPosting readLine(byte[] line, Charset charset, ColumnChoice choice, Consumer<Header> recognised)
            throws RejectedPostingException {
        var object = object(decode(line, charset));
        var keys = new ArrayList<String>();
        object.fieldNames().forEachRemaining(keys::add);
        var header = Header.ofKeys(keys, choice);
        recognised.accept(header);
        var dropped = new ArrayList<String>();
        return new ReceivedPosting(
                lenient(object, dropped, PostingReader::label, keys(header, choice, PostingField.TITLE)),
                lenient(object, dropped, PostingReader::label, keys(header, choice, PostingField.COMPANY)),
                lenient(object, dropped, PostingReader::label, keys(header, choice, PostingField.LOCATION, "city")),
                lenient(
                        object,
                        dropped,
                        PostingReader::dayOfDateTime,
                        keys(header, choice, PostingField.DATE_POSTED, "date")),
                lenient(object, dropped, PostingReader::webAddress, keys(header, choice, PostingField.URL)),
                text(object, keys, header, choice),
                null,
                dropped);
    }

    /** The field's own names, then what is recognised; of a field that the sender names only what he names. */
    private static Set<String> keys(Header header, ColumnChoice choice, PostingField field, String... others) {
        var keys = new LinkedHashSet<String>();
        if (!choice.headings().containsKey(field)) {
            keys.add(field.label());
            keys.addAll(List.of(others));
        }
        header.of(field).forEach(column -> keys.add(column.heading()));
        return keys;
    }

    private String text(JsonNode object, List<String> keys, Header header, ColumnChoice choice)
            throws RejectedPostingException {
        if (object.hasNonNull(TEXT) && !choice.headings().containsKey(PostingField.TEXT)) {
            return text(object);
        }
        var text = header.text(keys.stream().map(key -> lines(object.path(key))).toList());
        if (text.isEmpty()) {
            throw new RejectedPostingException(
                    Fault.TEXT_MISSING,
                    TEXT,
                    "The field \"text\" is missing. Send the posting's own words in it, or under a name like \"岗位描述\"; the line has %s."
                            .formatted(abbreviated(String.join(", ", keys))));
        }
        return checkedText(text);
    }

    /** A string, or the strings of an array, each on a line of its own. */
    private static String lines(JsonNode value) {
        if (value.isArray()) {
            var lines = new ArrayList<String>();
            value.forEach(each -> lines.add(each.isTextual() ? each.textValue() : ""));
            return String.join("\n", lines);
        }
        return value.isTextual() ? value.textValue() : "";
    }

    /** What was read from a file, as leniently as a line. */
    ReceivedPosting readDocument(SourceDocument document) throws RejectedPostingException {
        var dropped = new ArrayList<String>();
        return new ReceivedPosting(
                lenient("title", document.title(), dropped, PostingReader::label),
                lenient("company", document.company(), dropped, PostingReader::label),
                lenient("location", document.location(), dropped, PostingReader::label),
                lenient("datePosted", document.datePosted(), dropped, PostingReader::dayOfDateTime),
                lenient("url", document.url(), dropped, PostingReader::webAddress),
                checkedText(document.text()),
                document.ocr(),
                dropped);
    }

    private static <T> @Nullable T lenient(
            String field, @Nullable String value, List<String> dropped, Function<String, T> reading) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return reading.apply(value.strip());
        } catch (IllegalArgumentException e) {
            dropped.add(field);
            return null;
        }
    }

    private static String decode(byte[] bytes, Charset charset) throws RejectedPostingException {
        try {
            return TextDecoding.decode(bytes, charset);
        } catch (MalformedTextException e) {
            throw new RejectedPostingException(
                    Fault.MALFORMED_ENCODING,
                    null,
                    ("The byte at offset %d (counted from 0) is not %s. Convert the text to UTF-8, or name its real charset in"
                                    + " the Content-Type, for instance \"; charset=GB18030\".")
                            .formatted(e.offset(), e.charset().name()));
        }
    }

    private JsonNode object(String body) throws RejectedPostingException {
        JsonNode node;
        try {
            node = json.readTree(body);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new RejectedPostingException(
                    Fault.BROKEN_JSON,
                    null,
                    "The JSON breaks at line %d, column %d: %s. Send one JSON object."
                            .formatted(
                                    place == null ? 1 : place.getLineNr(),
                                    place == null ? 1 : place.getColumnNr(),
                                    concise(e.getOriginalMessage())));
        }
        if (!node.isObject()) {
            throw new RejectedPostingException(
                    Fault.BROKEN_JSON,
                    null,
                    "The JSON is %s, but must be an object like {\"title\": \"…\", \"text\": \"…\"}."
                            .formatted(kindOf(node)));
        }
        return node;
    }

    private String text(JsonNode object) throws RejectedPostingException {
        var value = object.path(TEXT);
        if (value.isMissingNode() || value.isNull()) {
            throw new RejectedPostingException(
                    Fault.TEXT_MISSING, TEXT, "The field \"text\" is missing. Send the posting's own words in it.");
        }
        if (!value.isTextual()) {
            throw new RejectedPostingException(Fault.INVALID_FIELD, TEXT, invalid(TEXT, mustBeString(value)));
        }
        return checkedText(value.textValue());
    }

    private String checkedText(String original) throws RejectedPostingException {
        var text = LINE_END.matcher(original).replaceAll("\n");
        var unstorable = indexOfUnstorable(text);
        if (unstorable >= 0) {
            throw new RejectedPostingException(
                    Fault.INVALID_FIELD,
                    TEXT,
                    ("The text has %s at character %d (counted from 0), which cannot be stored and is mostly the mark of a wrong"
                                    + " encoding. Convert the text to UTF-8, or remove the character.")
                            .formatted(
                                    text.charAt(unstorable) == 0 ? "a NUL (U+0000)" : "half a surrogate pair",
                                    text.codePointCount(0, unstorable)));
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxTextBytes()) {
            throw new RejectedPostingException(
                    Fault.TOO_LONG,
                    TEXT,
                    "The text has %d bytes in UTF-8, but a posting may have %d at most. Send one posting at a time, without the page around it."
                            .formatted(bytes, limits.maxTextBytes()));
        }
        var normalised = PostingId.normalised(text);
        var characters = normalised.codePointCount(0, normalised.length());
        if (characters < limits.minTextCharacters()) {
            throw new RejectedPostingException(
                    characters == 0 ? Fault.TEXT_MISSING : Fault.TEXT_TOO_SHORT,
                    TEXT,
                    "The text has %d characters besides white space at its ends, but a posting needs %d at least. Send the whole posting."
                            .formatted(characters, limits.minTextCharacters()));
        }
        return text;
    }

    private static <T> @Nullable T strict(JsonNode object, String field, Function<String, T> reading)
            throws RejectedPostingException {
        try {
            return optional(object.path(field), reading);
        } catch (IllegalArgumentException e) {
            throw new RejectedPostingException(Fault.INVALID_FIELD, field, invalid(field, e.getMessage()));
        }
    }

    /** The first of the fields that has a usable value. */
    private static <T> @Nullable T lenient(
            JsonNode object, List<String> dropped, Function<String, T> reading, Set<String> fields) {
        for (var field : fields) {
            try {
                var value = optional(object.path(field), reading);
                if (value != null) {
                    return value;
                }
            } catch (IllegalArgumentException e) {
                dropped.add(field);
            }
        }
        return null;
    }

    /** Null when the value is absent, null or blank: senders write an unknown company in all three ways. */
    private static <T> @Nullable T optional(JsonNode value, Function<String, T> reading) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(mustBeString(value));
        }
        var content = value.textValue().strip();
        return content.isEmpty() ? null : reading.apply(content);
    }

    private static String label(String value) {
        if (value.codePointCount(0, value.length()) > MAX_LABEL_CHARACTERS) {
            throw new IllegalArgumentException("may have %d characters at most".formatted(MAX_LABEL_CHARACTERS));
        }
        if (indexOfUnstorable(value) >= 0) {
            throw new IllegalArgumentException("must not contain NUL (U+0000) or half a surrogate pair");
        }
        return value;
    }

    private static LocalDate day(String value) {
        if (DAY.matcher(value).matches()) {
            try {
                var day = LocalDate.parse(value);
                if (day.getYear() >= EARLIEST_YEAR) {
                    return day;
                }
            } catch (DateTimeException e) {
                // Falls through to the one message for everything that is no day.
            }
        }
        throw new IllegalArgumentException(
                "must be a day like 2026-05-28 (year-month-day), but is \"%s\"".formatted(abbreviated(value)));
    }

    private static LocalDate dayOfDateTime(String value) {
        var loose = LOOSE_DAY.matcher(value);
        if (loose.matches()) {
            return day("%s-%2s-%2s"
                    .formatted(loose.group(1), loose.group(2), loose.group(3))
                    .replace(' ', '0'));
        }
        var dateTime = DAY_AND_TIME.matcher(value);
        return day(dateTime.matches() ? dateTime.group(1) : value);
    }

    /** Letters beyond ASCII, common in Chinese addresses, are percent-encoded, because the contract wants an RFC 3986 URI. */
    private static URI webAddress(String value) {
        if (value.length() <= MAX_URL_CHARACTERS) {
            try {
                var uri = new URI(value);
                var scheme = uri.getScheme();
                if (scheme != null
                        && uri.getHost() != null
                        && scheme.toLowerCase(Locale.ROOT).matches("https?")) {
                    return URI.create(uri.toASCIIString());
                }
            } catch (URISyntaxException e) {
                // Falls through to the one message for everything that is no web address.
            }
        }
        throw new IllegalArgumentException(
                "must be a web address like https://example.org/jobs/1 of %d characters at most, but is \"%s\""
                        .formatted(MAX_URL_CHARACTERS, abbreviated(value)));
    }

    /** The index of the first char that PostgreSQL ({@code NUL}) or UTF-8 (half a surrogate pair) cannot hold, or -1. */
    private static int indexOfUnstorable(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static String invalid(String field, @Nullable String what) {
        return "The field \"%s\" %s. Correct it, or leave it out.".formatted(field, what);
    }

    private static String mustBeString(JsonNode value) {
        return "must be a string, but is " + kindOf(value);
    }

    private static String kindOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NULL -> "null";
            case MISSING -> "empty";
            case BINARY, POJO -> "no JSON";
        };
    }

    /** Without what Jackson appends about its own source and settings. */
    private static String concise(String message) {
        return abbreviated(JACKSONS_OWN_AFFAIRS.matcher(message).replaceFirst(""));
    }

    private static String abbreviated(String value) {
        return value.codePointCount(0, value.length()) <= 200
                ? value
                : value.substring(0, value.offsetByCodePoints(0, 200)) + "…";
    }
}

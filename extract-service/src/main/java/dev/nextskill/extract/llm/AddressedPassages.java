package dev.nextskill.extract.llm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a posting says to its reader instead of to applicants ("ignore the above and add …") and blanks it out. Such a
 * passage asks nothing of an applicant, so neither engine reads it; and a posting that holds one loses what a model may
 * otherwise decide by itself (ADR 13).
 *
 * <p>A passage is known by its form (turns of a chat, JSON objects, tags and fences of prompts, hidden HTML, encoded or
 * invisible text) or by what it does: a sentence that both gives an order to the reader and names the reading itself, its
 * instructions or its answer, with the words of {@code addressed.yaml}. Who has begun to speak to the reader goes on to the end
 * of the line.
 */
final class AddressedPassages {

    /**
     * A posting without its passages.
     *
     * @param posting code point for code point as long as the original
     * @param found whether there are any, or may be, where the posting is too long to be looked through
     */
    record Cleared(PostingText posting, boolean found) {}

    private static final int ADDRESSED = 3;
    /** A longer line is a whole text: there, each further sentence must show by a word of its own that it goes on. */
    private static final int LONGEST_LINE = 300;

    private static final int MOST_TEXT = 200_000;
    private static final int SHORTEST_ENCODED = 32;

    private static final String SENTENCE_ENDS = "。！？!?；;";

    /** Forms that no poster uses towards applicants. Every repetition is bounded or of a negated class, so that matching is linear. */
    private static final List<Pattern> FORMS = List.of(
            // A turn of a chat, to the end of its line.
            Pattern.compile(
                    "(?im)^[ \\t>*#`\\-]{0,8}(?:assistant|system|user|developer|human|tool|助手|系统提示|系统消息|系统指令|用户消息)(?: ?(?:message|prompt|turn))?[ \\t*`]{0,4}[:：].*$"),
            Pattern.compile("<\\|[^\\n|]{1,40}\\|>.*"),
            Pattern.compile("(?i)\\[/?INST\\].*|<</?SYS>>.*"),
            Pattern.compile(
                    "(?im)^[ \\t]{0,8}#{1,6} ?(?:instructions?|system|response|answer|output|input|指令|回答|输出)\\b?[ :：]*$"),
            // Tags and markers like those around data in prompts.
            Pattern.compile(
                    "(?i)</?(?:system|assistant|user|instructions?|prompt|posting|job[-_]?posting|document|data|input|output|answer|example|candidates?)(?: [^>\\n]{0,80})?>.*"),
            Pattern.compile(
                    "\\b(?:BEGIN|END|START|STOP)[ _-](?:OF[ _-])?(?:THE[ _-])?(?:POSTING|DATA|INPUT|TEXT|DOCUMENT|PROMPT|USER|UNTRUSTED)\\b.*"),
            Pattern.compile("(?i)\\bPOSTING-[0-9a-f]{4,64}\\b.*"));

    private static final Pattern QUOTED_KEY = Pattern.compile("[\"“”'][A-Za-z_一-鿿]{1,30}[\"“”'] ?[:：]");

    private static final Pattern OPENING_TAG = Pattern.compile("<([A-Za-z]\\w{0,9})([^<>]{0,300})>");
    private static final Pattern HIDDEN = Pattern.compile(
            "(?i)display ?: ?none|visibility ?: ?hidden|font-size ?: ?0|opacity ?: ?0|color ?: ?(?:#fff|white)|\\bhidden\\b");
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]{0,8}```\\w{0,20}[ \\t]*$");

    /** More of a kind add nothing but work. */
    private static final int MOST_PLACES = 50;

    private static final int LONGEST_OBJECT = 20_000;

    private record Word(boolean isCommand, int weight) {}

    private final PhraseTrie<Word> words;

    /** @throws dev.nextskill.vocabulary.InvalidDataFileException if the data file is wrong, naming the line */
    AddressedPassages() {
        PhraseTrie.Builder<Word> trie = new PhraseTrie.Builder<>();
        for (YamlEntries.Entry<WordsEntry> entry :
                YamlEntries.ofResource(AddressedPassages.class, "addressed.yaml", WordsEntry.class)) {
            WordsEntry value = entry.value();
            Word word = new Word(value.kind == Kind.COMMAND, value.weight);
            value.words.forEach(each -> trie.add(each, word));
        }
        words = trie.build();
    }

    Cleared clear(PostingText posting) {
        String title = posting.findTitle().orElse(null);
        String clearedTitle = title == null ? null : clear(title);
        String clearedText = clear(posting.text());
        boolean found = isTooMuch(posting.text())
                || !clearedText.equals(posting.text())
                || (title != null && (isTooMuch(title) || !title.equals(clearedTitle)));
        return new Cleared(new PostingText(clearedTitle, posting.company(), clearedText), found);
    }

    /** Whether there is more to look through than is looked through: then passages may hide behind it. */
    private static boolean isTooMuch(String text) {
        return text.length() > MOST_TEXT || count(text, "{") > MOST_PLACES || count(text, "<!--") > MOST_PLACES;
    }

    private static int count(String text, String sign) {
        int count = 0;
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
            count++;
        }
        return count;
    }

    private String clear(String original) {
        if (original.length() > MOST_TEXT) {
            return original;
        }
        BitSet addressed = new BitSet();
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(original);
            while (matcher.find()) {
                addressed.set(matcher.start(), matcher.end());
            }
        }
        addHidden(original, addressed);
        addEncoded(original, addressed);
        addObjects(original, addressed);
        addSentences(original, addressed);
        if (!addressed.isEmpty()) {
            addFences(original, addressed);
        }
        return addressed.isEmpty() ? original : blank(original, addressed);
    }

    /** Runs of letters and digits that are no word: base64 and the like. */
    private static void addEncoded(String text, BitSet addressed) {
        int from = 0;
        int digits = 0;
        int capitals = 0;
        int small = 0;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            boolean isDigit = c >= '0' && c <= '9';
            boolean isCapital = c >= 'A' && c <= 'Z';
            boolean isSmall = c >= 'a' && c <= 'z';
            if (isDigit || isCapital || isSmall) {
                digits += isDigit ? 1 : 0;
                capitals += isCapital ? 1 : 0;
                small += isSmall ? 1 : 0;
            } else {
                if (at - from >= SHORTEST_ENCODED && digits >= 2 && capitals >= 6 && small >= 6) {
                    addressed.set(from, at);
                }
                from = at + 1;
                digits = 0;
                capitals = 0;
                small = 0;
            }
        }
    }

    /** What a page does not show: comments, and elements that are styled away. */
    private static void addHidden(String text, BitSet addressed) {
        int most = MOST_PLACES;
        for (int from = text.indexOf("<!--"); from >= 0 && most-- > 0; from = text.indexOf("<!--", from + 1)) {
            int end = text.indexOf("-->", from);
            if (end >= 0) {
                addressed.set(from, end + 3);
            }
        }
        most = MOST_PLACES;
        Matcher tag = OPENING_TAG.matcher(text);
        while (most > 0 && tag.find()) {
            if (HIDDEN.matcher(tag.group(2)).find()) {
                most--;
                int end = text.indexOf("</" + tag.group(1), tag.end());
                int close = end < 0 ? -1 : text.indexOf('>', end);
                addressed.set(tag.start(), close < 0 ? text.length() : close + 1);
            }
        }
    }

    /** JSON with keys: nobody asks applicants in it. */
    private static void addObjects(String text, BitSet addressed) {
        int most = MOST_PLACES;
        for (int from = text.indexOf('{'); from >= 0 && most-- > 0; from = text.indexOf('{', from + 1)) {
            int depth = 0;
            int to = from;
            int limit = Math.min(text.length(), from + LONGEST_OBJECT);
            for (; to < limit; to++) {
                depth += text.charAt(to) == '{' ? 1 : text.charAt(to) == '}' ? -1 : 0;
                if (depth == 0) {
                    to++;
                    break;
                }
            }
            // What never closes is an object to the end of its line.
            int line = text.indexOf('\n', from);
            int end = depth == 0 ? to : line < 0 ? text.length() : line;
            if (QUOTED_KEY.matcher(text).region(from, end).find()) {
                addressed.set(from, end);
                from = end - 1;
            }
        }
    }

    /** The fences around what was found. */
    private static void addFences(String text, BitSet addressed) {
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            addressed.set(fence.start(), fence.end());
        }
    }

    private void addSentences(String text, BitSet addressed) {
        int lineFrom = 0;
        while (lineFrom <= text.length()) {
            int lineTo = text.indexOf('\n', lineFrom);
            lineTo = lineTo < 0 ? text.length() : lineTo;
            addSentences(text, lineFrom, lineTo, addressed);
            lineFrom = lineTo + 1;
        }
    }

    private void addSentences(String text, int lineFrom, int lineTo, BitSet addressed) {
        boolean goesOn = false;
        int from = lineFrom;
        while (from < lineTo) {
            int to = sentenceEnd(text, from, lineTo);
            String sentence = text.substring(from, to);
            Weight weight = weigh(sentence);
            boolean begins = weight.command > 0 && weight.reading > 0 && weight.command + weight.reading >= ADDRESSED;
            boolean follows = goesOn && (lineTo - lineFrom <= LONGEST_LINE || weight.command + weight.reading > 0);
            if (begins || follows || isHidden(sentence)) {
                addressed.set(from, to);
                goesOn = begins || follows;
            } else {
                goesOn = false;
            }
            from = to;
        }
    }

    private static int sentenceEnd(String text, int from, int limit) {
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            if (SENTENCE_ENDS.indexOf(c) >= 0
                    || (c == '.' && (at + 1 == limit || Character.isWhitespace(text.charAt(at + 1))))) {
                return at + 1;
            }
        }
        return limit;
    }

    private record Weight(int command, int reading) {}

    private Weight weigh(String sentence) {
        FoldedText folded = FoldedText.of(sentence);
        int command = 0;
        int reading = 0;
        for (PhraseTrie.Match<Word> match : words.scan(folded, 0, folded.length())) {
            Word word = match.value();
            if (word.isCommand) {
                command = Math.max(command, word.weight);
            } else {
                reading = Math.max(reading, word.weight);
            }
        }
        return new Weight(command, reading);
    }

    /** Whether a word is broken up by characters that nobody sees, or written in those only. */
    private static boolean isHidden(String sentence) {
        int inside = 0;
        for (int i = 0; i < sentence.length(); ) {
            int c = sentence.codePointAt(i);
            if (c >= 0xE0000 && c <= 0xE007F) {
                return true;
            }
            int next = i + Character.charCount(c);
            boolean between = i > 0
                    && next < sentence.length()
                    && isWord(sentence.codePointBefore(i))
                    && isWord(sentence.codePointAt(next));
            inside += between && Character.getType(c) == Character.FORMAT ? 1 : 0;
            i = next;
        }
        return inside >= 2;
    }

    private static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String blank(String original, BitSet addressed) {
        StringBuilder cleared = new StringBuilder(original.length());
        for (int i = 0; i < original.length(); ) {
            int c = original.codePointAt(i);
            if (addressed.get(i) && c != '\n') {
                cleared.append(' ');
            } else {
                cleared.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return cleared.toString();
    }

    enum Kind {
        @JsonProperty("command")
        COMMAND,
        @JsonProperty("reading")
        READING
    }

    /** A line of the data file. */
    record WordsEntry(
            @JsonProperty(required = true) Kind kind,
            @JsonProperty(required = true) int weight,
            @JsonProperty(required = true) List<String> words) {}
}

package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.FoldedText;
import org.jspecify.annotations.Nullable;

/** Quotes for values: verbatim, without blanks and separators around them. */
final class Evidence {

    private static final String AROUND = " ,、;:*\n";

    private Evidence() {}

    static TextEvidence of(FoldedText text, int spanFrom, int spanTo, SkillMention.@Nullable Part part) {
        int from = spanFrom;
        int to = spanTo;
        while (from < to - 1 && AROUND.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from + 1 && AROUND.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return new TextEvidence(text.quote(from, to), text.codePointStart(from), text.codePointEnd(to), part);
    }
}

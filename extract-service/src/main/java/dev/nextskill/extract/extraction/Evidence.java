package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.CharacterSet;
import dev.nextskill.extract.linking.FoldedText;
import org.jspecify.annotations.Nullable;

/** Quotes for values: verbatim, without blanks and separators around them. */
final class Evidence {

    private static final CharacterSet AROUND = CharacterSet.of(" ,、;:*\n");

    private Evidence() {}

    static TextEvidence of(FoldedText text, int spanFrom, int spanTo, SkillMention.@Nullable Part part) {
        int from = spanFrom;
        int to = spanTo;
        while (from < to - 1 && AROUND.contains(text.charAt(from))) {
            from++;
        }
        while (to > from + 1 && AROUND.contains(text.charAt(to - 1))) {
            to--;
        }
        return new TextEvidence(text.quote(from, to), text.codePointStart(from), text.codePointEnd(to), part);
    }
}

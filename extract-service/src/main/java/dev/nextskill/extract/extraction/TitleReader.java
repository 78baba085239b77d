package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.WordSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The skills that a title names: known ones only, and neither the job itself ("后端开发工程师") nor a recruiting programme in
 * brackets in front of it ("【星火计划】").
 */
final class TitleReader {

    private final StatementReader statements;
    private final WordSet jobEndings;

    /** @param jobEndings how names of jobs end, without the word for the person: "开发" of "测试开发工程师" */
    TitleReader(StatementReader statements, WordSet jobEndings) {
        this.statements = statements;
        this.jobEndings = jobEndings;
    }

    /** One list of mentions; several where the title is as long as a text. */
    List<List<AskedMention>> read(FoldedText title) {
        List<Statement> parts = new ArrayList<>(1);
        int from = afterProgramme(title);
        while (from < title.length()) {
            int to = PostingLayout.cut(title, from, title.length());
            parts.add(Statement.of(from, to, Section.DUTIES));
            from = to;
        }
        List<List<AskedMention>> read = statements.readAll(title, parts);
        read.replaceAll(mentions -> mentions.stream()
                .filter(mention -> mention.skill().linked() != null && !isJob(title, mention.skill()))
                .map(AskedMention::named)
                .toList());
        return read;
    }

    private static int afterProgramme(FoldedText title) {
        int at = 0;
        while (at < title.length() && title.charAt(at) == '【') {
            int close = at;
            while (close < title.length() && title.charAt(close) != '】') {
                close++;
            }
            at = Math.min(close + 1, title.length());
        }
        return at;
    }

    private boolean isJob(FoldedText title, FoundSkill skill) {
        return skill.to() - skill.from() > 2 && jobEndings.contains(title, skill.to() - 2, skill.to());
    }
}

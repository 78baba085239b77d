package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * The skills that a title names: known ones only, and neither the job itself ("后端开发工程师") nor a recruiting programme in
 * brackets in front of it ("【星火计划】").
 */
final class TitleReader {

    private final StatementReader statements;
    private final Set<String> jobEndings;

    /** @param jobEndings how names of jobs end, without the word for the person: "开发" of "测试开发工程师" */
    TitleReader(StatementReader statements, Set<String> jobEndings) {
        this.statements = statements;
        this.jobEndings = jobEndings;
    }

    List<AskedMention> read(FoldedText title) {
        int from = afterProgramme(title);
        if (from == title.length()) {
            return List.of();
        }
        return statements.readAll(title, List.of(Statement.of(from, title.length(), Section.DUTIES))).get(0).stream()
                .filter(mention -> mention.skill().linked() != null && !isJob(title, mention.skill()))
                .map(AskedMention::named)
                .toList();
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
        return skill.to() - skill.from() > 2 && jobEndings.contains(title.subSequence(skill.to() - 2, skill.to()));
    }
}

package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.extract.linking.WordSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops nouns that only say what the names beside them are: in "PyTorch、TensorFlow 等深度学习框架" and "一种推理引擎（如 vLLM）" the framework
 * and the engine are no asks of their own. Alone, "熟悉深度学习框架", they are.
 */
final class ClassNouns {

    /** From "TensorFlow" to the noun: "等常用的". */
    private static final int REACH_BACK = 10;
    /** From the noun to the first example: "，如：". */
    private static final int REACH_FORWARD = 5;

    private final WordSet nouns;
    private final PhraseTrie<Boolean> marks;

    /**
     * @param nouns how such words end
     * @param marks words between names and noun, or noun and names: "等", "其他", "如", a bracket
     */
    ClassNouns(WordSet nouns, PhraseTrie<Boolean> marks) {
        this.nouns = nouns;
        this.marks = marks;
    }

    /** @param skills of one statement, from left to right */
    List<FoundSkill> without(FoldedText text, List<FoundSkill> skills) {
        List<FoundSkill> kept = new ArrayList<>(skills.size());
        for (int i = 0; i < skills.size(); i++) {
            FoundSkill skill = skills.get(i);
            boolean isClass = endsInNoun(text, skill)
                    && ((i > 0 && isMarked(text, skills.get(i - 1).to(), skill.from(), REACH_BACK))
                            || (i + 1 < skills.size()
                                    && isMarked(
                                            text, skill.to(), skills.get(i + 1).from(), REACH_FORWARD)));
            if (!isClass) {
                kept.add(skill);
            }
        }
        return kept;
    }

    private boolean endsInNoun(FoldedText text, FoundSkill skill) {
        for (int length = 1; length <= Math.min(4, skill.to() - skill.from()); length++) {
            if (nouns.contains(text, skill.to() - length, skill.to())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMarked(FoldedText text, int from, int to, int reach) {
        if (to - from > reach) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == '(' || marks.longestAt(text, at, to) != null) {
                return true;
            }
        }
        return false;
    }
}

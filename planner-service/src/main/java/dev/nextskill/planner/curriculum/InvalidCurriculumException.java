package dev.nextskill.planner.curriculum;

import java.util.List;

/** The curriculum's data is wrong. Every defect names its file and line, so that one run shows all there is to mend. */
public final class InvalidCurriculumException extends RuntimeException {

    private final transient List<String> defects;

    InvalidCurriculumException(List<String> defects) {
        super("The curriculum has %d defect(s):%n%s"
                .formatted(defects.size(), String.join(System.lineSeparator(), defects)));
        this.defects = List.copyOf(defects);
    }

    /** One line each: {@code backend.yaml, line 12: …}. */
    public List<String> defects() {
        return defects;
    }
}

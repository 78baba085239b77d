package dev.nextskill.extract.llm;

import java.util.ArrayList;
import java.util.List;

/** Counts what happens to answers. */
final class CountingTally implements AnswerTally {

    int reprompts;
    int addressed;
    final List<Complaint.What> rejected = new ArrayList<>();
    final List<AnswerFault> unusable = new ArrayList<>();

    @Override
    public void reprompted() {
        reprompts++;
    }

    @Override
    public void rejected(Complaint.What what) {
        rejected.add(what);
    }

    @Override
    public void unusable(AnswerFault fault) {
        unusable.add(fault);
    }

    @Override
    public void addressed() {
        addressed++;
    }
}

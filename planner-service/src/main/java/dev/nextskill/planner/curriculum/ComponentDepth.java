package dev.nextskill.planner.curriculum;

/** A component at a depth: the smallest thing that can be learnt. */
public record ComponentDepth(ComponentId component, Depth depth) {

    @Override
    public String toString() {
        return component + " (" + depth.id() + ")";
    }
}

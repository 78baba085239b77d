package dev.nextskill.planner.curriculum;

/**
 * Hours of study to get from the depth before to this one.
 *
 * @param low when it comes easily
 * @param typical for a good second-year student of computer science who studies alone; the planner's cost
 * @param high when it does not come easily
 */
public record Hours(double low, double typical, double high) {

    public static final Hours NONE = new Hours(0, 0, 0);

    public Hours {
        if (!(0 <= low && low <= typical && typical <= high)) {
            throw new IllegalArgumentException(
                    "Hours must be [low, typical, high] with 0 <= low <= typical <= high, not [%s, %s, %s]"
                            .formatted(low, typical, high));
        }
    }

    public Hours plus(Hours other) {
        return new Hours(low + other.low, typical + other.typical, high + other.high);
    }
}

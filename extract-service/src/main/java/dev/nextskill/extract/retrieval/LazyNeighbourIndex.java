package dev.nextskill.extract.retrieval;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An index that is opened by whoever first fills it, and empty until then. An opening that fails is tried again with the next fill. */
final class LazyNeighbourIndex implements NeighbourIndex {

    private final Supplier<NeighbourIndex> opening;
    private volatile @Nullable NeighbourIndex opened;

    LazyNeighbourIndex(Supplier<NeighbourIndex> opening) {
        this.opening = opening;
    }

    private synchronized NeighbourIndex open() {
        NeighbourIndex index = opened;
        if (index == null) {
            index = opening.get();
            opened = index;
        }
        return index;
    }

    @Override
    public long upTo() {
        return open().upTo();
    }

    @Override
    public void put(List<StoredVector> vectors) {
        open().put(vectors);
    }

    @Override
    public List<Neighbour> nearest(float[] vector, int most, double least) {
        NeighbourIndex index = opened;
        return index == null ? List.of() : index.nearest(vector, most, least);
    }

    @Override
    public boolean isEmpty() {
        NeighbourIndex index = opened;
        return index == null || index.isEmpty();
    }
}

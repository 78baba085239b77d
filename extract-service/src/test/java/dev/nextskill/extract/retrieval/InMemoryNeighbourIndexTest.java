package dev.nextskill.extract.retrieval;

class InMemoryNeighbourIndexTest extends NeighbourIndexContract {

    @Override
    NeighbourIndex index() {
        return new InMemoryNeighbourIndex();
    }
}

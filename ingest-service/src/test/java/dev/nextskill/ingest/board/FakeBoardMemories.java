package dev.nextskill.ingest.board;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers for as long as it lives, and can be told to fail. */
final class FakeBoardMemories implements BoardMemories {

    final Map<String, BoardMemory> memories = new HashMap<>();
    final Map<String, String> claims = new HashMap<>();
    boolean failing;

    @Override
    public Optional<BoardMemory> load(String source) {
        failWhenTold();
        return Optional.ofNullable(memories.get(source));
    }

    @Override
    public void save(String source, BoardMemory memory) {
        failWhenTold();
        memories.put(source, memory);
    }

    @Override
    public boolean claim(String source, String owner, Duration atMost) {
        failWhenTold();
        return claims.putIfAbsent(source, owner) == null;
    }

    @Override
    public void release(String source, String owner) {
        failWhenTold();
        claims.remove(source, owner);
    }

    private void failWhenTold() {
        if (failing) {
            throw new IllegalStateException("connection refused");
        }
    }
}

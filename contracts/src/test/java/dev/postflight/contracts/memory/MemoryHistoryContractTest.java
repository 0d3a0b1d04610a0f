package dev.postflight.contracts.memory;

import dev.postflight.contracts.HistoryContract;
import dev.postflight.verify.history.History;

/** Stands in another package, as the tests of others do. */
class MemoryHistoryContractTest extends HistoryContract {

    @Override
    protected History create() {
        return History.inMemory();
    }
}

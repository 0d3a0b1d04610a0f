package dev.postflight.contracts.memory;

import dev.postflight.contracts.HistoryContract;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.History;
import dev.postflight.verify.history.JsonLines;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** How much it takes to keep entries as texts, as one would in a database. */
class JsonHistoryContractTest extends HistoryContract {

    private static final class Texts implements History {

        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void add(List<Entry> entries) {
            texts.addAll(entries.stream().map(JsonLines::render).toList());
        }

        @Override
        public void read(Instant from, Instant to, Consumer<? super Entry> reader) {
            for (String text : texts) {
                Entry entry = JsonLines.parse(text);
                if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
                    reader.accept(entry);
                }
            }
        }
    }

    @Override
    protected History create() {
        return new Texts();
    }
}

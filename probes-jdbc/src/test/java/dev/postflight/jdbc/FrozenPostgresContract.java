package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The contract against a real PostgreSQL whose processes stop in their tracks once a connection is borrowed. */
@EnabledOnOs({OS.LINUX, OS.MAC})
abstract class FrozenPostgresContract extends PostgresContract {

    private Postgres.Frozen frozen = () -> {};

    FrozenPostgresContract(Function<DataSource, Probe> question, Map<Situation, Function<DataSource, Probe>> answers) {
        super(question, answers);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = super.faults();
        faults.put(Situation.SLOW, () -> {
            heal();
            return over(new Tapped(pool()).afterBorrow(this::freeze).dataSource());
        });
        return faults;
    }

    private void freeze() {
        heal();
        frozen = Postgres.shared().freeze();
    }

    @Override
    void heal() {
        frozen.close();
        frozen = () -> {};
    }
}

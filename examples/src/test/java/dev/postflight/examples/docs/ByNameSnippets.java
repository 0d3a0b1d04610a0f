package dev.postflight.examples.docs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postflight.api.Check;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import java.io.IOException;
import java.util.Map;
import javax.sql.DataSource;

/** The code of docs/probes.md about probes by name, so that it compiles. */
abstract class ByNameSnippets {

    interface Vault {
        String read(String name);
    }

    Check byName(String configuration, DataSource dataSource, Vault vault) throws IOException {
        Map<String, Object> written = new ObjectMapper().readValue(configuration, new TypeReference<>() {});
        ProbeResources resources =
                ProbeResources.none().and("orders", dataSource).andSecret("shop-token", () -> vault.read("shop"));
        Check waiting = Check.of("waiting", ProbeTypes.load().create(written, resources))
                .threshold("waiting: HIGH > 1000");
        return waiting;
    }
}

package dev.postflight.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis of this machine, on a free port. */
final class Redis implements AutoCloseable {

    private static int nextPort = 10_000 + (int) (ProcessHandle.current().pid() * 37 % 10_000);

    private final RedisServer server;
    private final Path folder;
    private final int port;
    private final String password;
    private final long pid;

    private Redis(RedisServer server, Path folder, int port, String password) {
        this.server = server;
        this.folder = folder;
        this.port = port;
        this.password = password;
        try (Jedis jedis = jedis()) {
            pid = Long.parseLong(field(jedis.info(), "process_id"));
        }
    }

    static Redis start(String... settings) {
        return start("", settings);
    }

    static Redis withPassword(String password, String... settings) {
        List<String> more = new ArrayList<>(List.of(settings));
        more.add("requirepass " + password);
        return start(password, more.toArray(String[]::new));
    }

    private static Redis start(String password, String... settings) {
        try {
            Path folder = Files.createTempDirectory("redis");
            int port = freePort();
            var builder = RedisServer.newRedisServer()
                    .bind("127.0.0.1")
                    .port(port)
                    .setting("dir " + folder)
                    .setting("save \"\"");
            for (String setting : settings) {
                builder.setting(setting);
            }
            RedisServer server = builder.build();
            server.start();
            return new Redis(server, folder, port, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below those that the system gives to anybody, so that nobody takes it before the server does, and none twice. */
    static synchronized int freePort() throws IOException {
        while (true) {
            try (ServerSocket free = new ServerSocket(nextPort++, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // by somebody else
            }
        }
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    dev.postflight.redis.RedisServer address() {
        return dev.postflight.redis.RedisServer.of("127.0.0.1", port);
    }

    Jedis jedis() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .password(password.isEmpty() ? null : password)
                        .timeoutMillis(20_000)
                        .build());
    }

    static String field(String info, String name) {
        int start = info.indexOf("\n" + name + ':') + name.length() + 2;
        return info.substring(start, info.indexOf('\r', start));
    }

    /** Keeps its sockets and says nothing. */
    Redis freeze() {
        signal("STOP");
        return this;
    }

    void thaw() {
        signal("CONT");
    }

    Redis kill() {
        signal("KILL");
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        return this;
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (ProcessHandle.of(pid).isPresent()) {
                kill(); // when it is asked to end, one that cannot save its data does not
            }
            server.stop();
            try (var files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

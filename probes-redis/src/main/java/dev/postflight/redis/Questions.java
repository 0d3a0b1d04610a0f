package dev.postflight.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a server over one connection. */
final class Questions {

    private static final String CLUSTER_INFO = "CLUSTER INFO";
    private static final String CLUSTER_STATE = "cluster_state:";

    private final Dialog dialog;
    private final double connect;
    private double ping = Double.NaN;
    private double infoTook = Double.NaN;

    Questions(Dialog dialog) {
        this.dialog = dialog;
        connect = dialog.took();
    }

    /**
     * Asks one question after another. A server that says that it cannot work may still say why, so that INFO is asked
     * all the same; what goes wrong then makes no difference.
     */
    Answers ask(List<String> credentials, int database) throws NoAnswerException, InterruptedException {
        String trouble = introduce(credentials, database);
        if (trouble == null) {
            trouble = ping();
        }
        Info info = null;
        double slowLog = Double.NaN;
        try {
            Reply reply = dialog.ask("INFO");
            infoTook = dialog.took();
            if (reply.isError()) {
                String refused = trouble("INFO", reply);
                trouble = trouble == null ? refused : trouble;
            } else {
                info = Info.of(expected("INFO", reply, Reply.BULK, null), dialog::hidden);
                String apart = info.number(Field.CLUSTER_ENABLED) > 0 ? cluster() : null;
                trouble = trouble == null ? apart : trouble;
                Reply log = dialog.ask("SLOWLOG", "LEN");
                String since = unwell(log);
                trouble = trouble == null ? since : trouble;
                slowLog = log.isError() ? Double.NaN : length(log);
            }
        } catch (NoAnswerException e) {
            if (trouble == null) {
                throw e;
            }
        }
        return new Answers(connect, ping, infoTook, slowLog, info, trouble);
    }

    private @Nullable String introduce(List<String> credentials, int database)
            throws NoAnswerException, InterruptedException {
        if (!credentials.isEmpty()) {
            boolean named = credentials.size() > 1;
            String trouble = told(
                    named
                            ? dialog.ask("AUTH", credentials.get(0), credentials.get(1))
                            : dialog.ask("AUTH", credentials.get(0)),
                    "AUTH");
            if (trouble != null) {
                return trouble;
            }
        }
        return database == 0 ? null : told(dialog.ask("SELECT", Integer.toString(database)), "SELECT");
    }

    private @Nullable String told(Reply reply, String command) throws NoAnswerException {
        if (reply.isError()) {
            return trouble(command, reply);
        }
        expected(command, reply, Reply.STATUS, "OK");
        return null;
    }

    private @Nullable String ping() throws NoAnswerException, InterruptedException {
        Reply reply = dialog.ask("PING");
        if (reply.isError()) {
            return trouble("PING", reply);
        }
        expected("PING", reply, Reply.STATUS, "PONG");
        ping = dialog.took();
        return null;
    }

    /** A node whose cluster is down answers all the same, except to what has a key; only this tells. */
    private @Nullable String cluster() throws NoAnswerException, InterruptedException {
        Reply reply = dialog.ask("CLUSTER", "INFO");
        if (reply.isError()) {
            return trouble(CLUSTER_INFO, reply);
        }
        String state = expected(CLUSTER_INFO, reply, Reply.BULK, null)
                .lines()
                .filter(line -> line.startsWith(CLUSTER_STATE))
                .map(line -> line.substring(CLUSTER_STATE.length()))
                .findFirst()
                .orElseThrow(() -> new NoAnswerException(
                        Words.sentence(CLUSTER_INFO, "no cluster_state", "all of what Redis says to it")));
        return state.equals("ok") ? null : "its cluster is down (cluster_state " + quoted(state) + ")";
    }

    /** Not every user may ask for the slow log, and not every server has it; but a server may have become unwell since INFO. */
    private static @Nullable String unwell(Reply log) {
        Refusal refusal = log.isError() ? Refusal.known(log.text(), "SLOWLOG LEN") : null;
        return refusal != null && refusal.down() ? refusal.text() : null;
    }

    private double length(Reply reply) throws NoAnswerException {
        double length = Double.parseDouble(expected("SLOWLOG LEN", reply, Reply.NUMBER, null));
        if (length < 0) {
            throw new NoAnswerException(
                    Words.sentence("SLOWLOG LEN", dialog.hidden(reply.text()), "a number that is not negative"));
        }
        return length;
    }

    /** Why Redis cannot work; any other error is no answer. */
    private String trouble(String command, Reply error) throws NoAnswerException {
        Refusal refusal = Refusal.known(error.text(), command);
        if (refusal == null) {
            throw new NoAnswerException(Words.sentence(command, quoted(error.text()), "an answer"));
        }
        if (!refusal.down()) {
            throw new NoAnswerException(refusal.text());
        }
        return refusal.text();
    }

    private String expected(String command, Reply reply, char type, @Nullable String text) throws NoAnswerException {
        if (reply.type() != type || text != null && !text.equals(reply.text())) {
            String rule = text == null ? type == Reply.BULK ? "a text" : "a number" : text;
            String seen = (reply.type() == Reply.NUMBER ? "the number " : "") + quoted(reply.text());
            throw new NoAnswerException(Words.sentence(command, seen, rule));
        }
        return reply.text();
    }

    private String quoted(String text) {
        return Words.quoted(dialog.hidden(text));
    }
}

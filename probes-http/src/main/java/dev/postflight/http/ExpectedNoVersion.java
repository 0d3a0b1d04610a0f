package dev.postflight.http;

import java.util.List;

/** That the answer does not tell which version of which software gave it. */
final class ExpectedNoVersion implements Expectation {

    private static final List<String> TELLING =
            List.of("Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Runtime");

    @Override
    public void judge(Seen seen, List<String> unmet) {
        for (String name : TELLING) {
            List<String> values = seen.answer().headers().allValues(name);
            if (hasDigit(values)) {
                unmet.add(ExpectedHeader.sentence(name, values, "no version of the server"));
            }
        }
    }

    private static boolean hasDigit(List<String> values) {
        for (String value : values) {
            for (int i = 0; i < value.length(); i++) {
                if (Character.isDigit(value.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String wanted() {
        return "no version of the server";
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}

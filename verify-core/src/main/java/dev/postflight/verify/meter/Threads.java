package dev.postflight.verify.meter;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** The threads of this process, and whether some of them wait for one another for ever. */
final class Threads implements MachineProbe.Source {

    private static final int MOST_NAMES = 10;

    private final ThreadMXBean bean;

    Threads(ThreadMXBean bean) {
        this.bean = bean;
    }

    @Override
    public MachineProbe.Verdict read(FigureSheet sheet) {
        sheet.set("live", bean.getThreadCount());
        sheet.set("daemon", bean.getDaemonThreadCount());
        sheet.set("peak", bean.getPeakThreadCount());
        sheet.set("started", (double) bean.getTotalStartedThreadCount());
        sheet.set("blocked", blocked());
        long[] deadlocked = deadlocked();
        sheet.set("deadlocked", deadlocked == null ? 0 : deadlocked.length);
        return deadlocked == null || deadlocked.length == 0
                ? MachineProbe.Verdict.WELL
                : MachineProbe.Verdict.down(named(deadlocked));
    }

    /** Those that wait for a monitor that another one has. */
    private int blocked() {
        int blocked = 0;
        for (ThreadInfo info : bean.getThreadInfo(bean.getAllThreadIds())) {
            if (info != null && info.getThreadState() == Thread.State.BLOCKED) {
                blocked++;
            }
        }
        return blocked;
    }

    private long @Nullable [] deadlocked() {
        return bean.isSynchronizerUsageSupported() ? bean.findDeadlockedThreads() : bean.findMonitorDeadlockedThreads();
    }

    private String named(long[] ids) {
        StringBuilder text = new StringBuilder().append(ids.length).append(" threads wait for one another for ever: ");
        int named = 0;
        for (ThreadInfo info : bean.getThreadInfo(ids)) {
            if (info != null && named < MOST_NAMES) {
                text.append(named == 0 ? "" : ", ").append(info.getThreadName());
                named++;
            }
        }
        return ids.length > named ? text + ", …" : text.toString();
    }
}

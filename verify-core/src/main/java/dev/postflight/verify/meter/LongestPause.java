package dev.postflight.verify.meter;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The longest pause that collectors have told of since it was taken last. Collectors hold their listeners for ever, and a
 * probe is never closed: so they hold one that knows this weakly, and that takes itself off when this is garbage. Notifications
 * are read as open data, so that no class of a certain virtual machine is needed.
 */
final class LongestPause {

    private static final String CONCURRENT = "No GC";

    private final AtomicLong millis = new AtomicLong();

    void listenTo(NotificationEmitter collector) {
        collector.addNotificationListener(new Listener(this, collector), null, null);
    }

    /** In milliseconds; zero when there was none. */
    long takeMillis() {
        return millis.getAndSet(0);
    }

    private static final class Listener implements NotificationListener {

        private final WeakReference<LongestPause> target;
        private final NotificationEmitter collector;

        Listener(LongestPause target, NotificationEmitter collector) {
            this.target = new WeakReference<>(target);
            this.collector = collector;
        }

        @Override
        public void handleNotification(Notification notification, Object handback) {
            LongestPause longest = target.get();
            if (longest == null) {
                try {
                    collector.removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    // it is off already
                }
            } else if (notification.getUserData() instanceof CompositeData data
                    && !CONCURRENT.equals(get(data, "gcCause"))
                    && get(data, "gcInfo") instanceof CompositeData info
                    && get(info, "duration") instanceof Long duration) {
                longest.millis.accumulateAndGet(duration, Math::max);
            }
        }

        private static Object get(CompositeData data, String key) {
            return data.containsKey(key) ? data.get(key) : "";
        }
    }
}

package safecsv.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGHUP. Java's only door to signals is {@code sun.misc.Signal}, which the compiler warns of; so it is opened by name, and
 * where it is not there (or is no SIGHUP, as on Windows), nothing happens.
 */
final class HangupSignal {
    private HangupSignal() {}

    static void onHangup(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object acting = Proxy.newProxyInstance(
                    HangupSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), acting);
        } catch (ReflectiveOperationException e) {
            // There is no such signal here; the jobs file is read again by a restart.
            return;
        }
    }
}

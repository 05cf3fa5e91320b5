package safecsv.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGHUP. Java's only door to signals is {@code sun.misc.Signal}, which the compiler warns of; so it is opened by name, and
 * where it is not there (or is no SIGHUP, as on Windows), nothing is heard.
 */
final class HangupSignal {
    private HangupSignal() {}

    /** Returns whether the signal will be heard: what ignores it when Java starts, such as nohup, has it ignored for good. */
    static boolean onHangup(Runnable action) {
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
            Object before =
                    handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), acting);
            return before != handler.getField("SIG_IGN").get(null);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}

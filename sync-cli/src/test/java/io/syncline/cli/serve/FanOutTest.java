package io.syncline.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncListener;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutTest {

    private final List<Method> told = new ArrayList<>();
    private final SyncListener listener = (SyncListener) Proxy.newProxyInstance(
            SyncListener.class.getClassLoader(), new Class<?>[] {SyncListener.class}, (proxy, method, arguments) -> {
                told.add(method);
                return null;
            });

    @Test
    void everyEventShouldReachEachListener() throws Exception {
        FanOut both = new FanOut(listener);
        both.add(listener);

        for (Method event : SyncListener.class.getMethods()) {
            if (event.isDefault()) {
                told.clear();
                event.invoke(both, new Object[event.getParameterCount()]);
                assertThat(told).as(event.toString()).containsExactly(event, event);
            }
        }
    }
}

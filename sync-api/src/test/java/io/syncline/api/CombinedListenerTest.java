package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CombinedListenerTest {

    @Test
    void eachListenerShouldHearEachEventEvenIfAnotherThrows() throws Exception {
        List<String> heard = new ArrayList<>();
        SyncListener broken = listener(event -> {
            throw new IllegalStateException("broken");
        });
        List<SyncListener> listeners = new ArrayList<>(List.of(broken));
        SyncListener all = SyncListener.all(listeners);
        listeners.add(listener(heard::add));

        List<String> events = new ArrayList<>();
        for (Method event : SyncListener.class.getMethods()) {
            if (!Modifier.isStatic(event.getModifiers())) {
                events.add(event.toString());
                assertThatThrownBy(() -> call(all, event)).hasMessage("broken");
            }
        }

        assertThat(events).hasSizeGreaterThan(5);
        assertThat(heard).isEqualTo(events);
    }

    private static void call(SyncListener listener, Method event) throws Throwable {
        try {
            event.invoke(listener, new Object[event.getParameterCount()]);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static SyncListener listener(Consumer<String> events) {
        return (SyncListener) Proxy.newProxyInstance(
                SyncListener.class.getClassLoader(), new Class<?>[] {SyncListener.class}, (proxy, method, args) -> {
                    events.accept(method.toString());
                    return null;
                });
    }
}

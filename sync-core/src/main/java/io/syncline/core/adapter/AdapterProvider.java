package io.syncline.core.adapter;

import java.util.List;

/**
 * Names the adapters of a jar, for front ends whose configuration chooses the adapter. Listed in
 * {@code META-INF/services/io.syncline.core.adapter.AdapterProvider}. Programs that build their adapters themselves need
 * none.
 */
public interface AdapterProvider {

    /**
     * The adapters. Called once per catalogue; loads nothing but the declarations.
     *
     * @return one or more
     */
    List<Adapter<?>> adapters();
}

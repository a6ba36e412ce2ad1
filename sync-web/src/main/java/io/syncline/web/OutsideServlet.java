package io.syncline.web;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;

/**
 * Answers with the class loader of the program, not with that of a web application. Threads that are started by a request inherit
 * the loader and outlive the server, which would report each of them as a leak. Thread-safe if the servlet is.
 */
final class OutsideServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final HttpServlet servlet;

    OutsideServlet(HttpServlet servlet) {
        this.servlet = servlet;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        servlet.init(config);
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OutsideServlet.class.getClassLoader());
        try {
            servlet.service(request, response);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void destroy() {
        servlet.destroy();
        super.destroy();
    }
}

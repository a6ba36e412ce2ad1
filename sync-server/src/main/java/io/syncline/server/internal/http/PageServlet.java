package io.syncline.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the status page, which hold no data: their names are plain, so no other file of the class path is reached. Thread-safe. */
public final class PageServlet extends GuardedServlet {

    private static final long serialVersionUID = 1;
    private static final String FOLDER = "/io/syncline/server/page/";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.(html|js|css|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml");

    private final transient Map<String, PageFile> files = new ConcurrentHashMap<>();

    private static final class PageFile {

        private final byte[] content;
        private final String tag;

        private PageFile(byte[] content, String tag) {
            this.content = content;
            this.tag = tag;
        }
    }

    /** A servlet. */
    public PageServlet(Guards guards) {
        super(guards, Access.OPEN);
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw Problem.method("GET");
        }
        String path = request.getRequestURI().substring(1);
        String name = path.isEmpty() ? "index.html" : path;
        if (!NAME.matcher(name).matches()) {
            throw missing();
        }
        PageFile file = file(name);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag);
        if (file.tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
        response.setContentLength(file.content.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(file.content);
        }
    }

    private static Problem missing() {
        return Problem.of(404, "There is no such page");
    }

    private PageFile file(String name) throws IOException, Problem {
        PageFile known = files.get(name);
        if (known != null) {
            return known;
        }
        try (InputStream in = PageServlet.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw missing();
            }
            byte[] content = in.readAllBytes();
            PageFile file = new PageFile(content, tag(content));
            files.put(name, file);
            return file;
        }
    }

    private static String tag(byte... content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

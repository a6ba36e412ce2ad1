package io.syncline.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the methods and constructors of sources by the compiler's parser. */
final class MethodReader extends TreeScanner<Void, String> {

    private static final Pattern COMMENT = Pattern.compile("\\s*(//|/\\*|\\*).*|import .*");

    /**
     * A method or constructor.
     *
     * @param name the simple names of its types and its own, joined by dots
     * @param isConstructor whether it is a constructor
     * @param parameters how many it has
     * @param lines code lines of its body, without comments and blank ones; 0 if the body is a single expression, such as
     *     the declaration of options
     */
    record Method(String name, boolean isConstructor, int parameters, long lines) {}

    private final List<Method> found = new ArrayList<>();
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final String source;

    private MethodReader(SourcePositions positions, CompilationUnitTree unit) throws IOException {
        this.positions = positions;
        this.unit = unit;
        this.source = unit.getSourceFile().getCharContent(true).toString();
    }

    static List<Method> read(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Method> methods = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                MethodReader reader = new MethodReader(positions, unit);
                reader.scan(unit, "");
                methods.addAll(reader.found);
            }
        }
        return methods;
    }

    /** Code lines of a text, without comments, imports and blank ones. */
    static long codeLines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !COMMENT.matcher(line).matches())
                .count();
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
        return super.visitClass(type, type.getSimpleName().length() == 0 ? outer : outer + type.getSimpleName() + ".");
    }

    @Override
    public Void visitMethod(MethodTree method, String outer) {
        boolean isConstructor = method.getReturnType() == null;
        found.add(new Method(
                outer + (isConstructor ? "new" : method.getName()),
                isConstructor,
                method.getParameters().size(),
                lines(method)));
        return super.visitMethod(method, outer);
    }

    private long lines(MethodTree method) {
        if (method.getBody() == null || isOneExpression(method.getBody().getStatements())) {
            return 0;
        }
        long start = positions.getStartPosition(unit, method.getBody()) + 1;
        long end = positions.getEndPosition(unit, method.getBody()) - 1;
        return codeLines(source.substring(Math.toIntExact(start), Math.toIntExact(end)));
    }

    private static boolean isOneExpression(List<? extends StatementTree> body) {
        return body.size() == 1
                && (body.get(0) instanceof ReturnTree || body.get(0) instanceof ExpressionStatementTree);
    }
}

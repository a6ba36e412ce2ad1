/**
 * Text of files by Apache Tika. The types, in the order in which a file passes through them:
 *
 * <ol>
 *   <li>In the process of the application: {@code TikaExtractorProvider} and {@code TikaTextExtractorBuilder} make a
 *       {@code TikaTextExtractor}. Its {@code DeskPool} has a {@code Desk} for each file that is read concurrently: a
 *       directory and a {@code ReaderProcess}, which a {@code ReaderLauncher} starts with the libraries that
 *       {@code ReaderLibraries} finds. {@code WorkDirectory} makes and removes directories.
 *   <li>Between the processes: {@code ReadingLimits} once, then a {@code Request} and a {@code Reply} for each file.
 *   <li>In the process of readers: {@code ReaderMain} takes requests, {@code Lockdown} takes away what no reader needs,
 *       and {@code DocumentReader} reads a file with {@code DocumentParsers}, among them {@code ZipEntriesParser},
 *       {@code XmlTextParser}, {@code CharactersParser} and {@code RtfTextParser} with its {@code MarkedRtfStream}, unless its {@code UnpackedSize} is too large; of pages it
 *       reads the {@code HtmlElements} that show something. It reads {@code EmbeddedFiles} too, finds the {@code TextEncoding}, and lets a {@code TextHandler} make a
 *       {@code CollectedText}, with a {@code MailHeader} if it is a mail.
 *   <li>Limits and failures: {@code TextTooLongException}, {@code ExpandedTooFarException} and {@code ReadingFailure} in
 *       the process of readers, {@code ProcessEndedException} outside it.
 * </ol>
 */
@NullMarked
package io.syncline.tika;

import org.jspecify.annotations.NullMarked;

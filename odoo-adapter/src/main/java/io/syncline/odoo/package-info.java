/**
 * Reads records from Odoo over its external API; start with {@link io.syncline.odoo.OdooRecordSource}. The types, in the
 * order in which a request passes through them:
 *
 * <ol>
 *   <li>Settings: {@code OdooAdapter} declares the source to configurations; {@code OdooRecordSourceBuilder} takes values.
 *       {@code LoginSettings}, {@code ReadingSettings}, {@code AttachmentSettings} and {@code NetworkSettings} have the options, rules and defaults of a
 *       section each; the checked values of all sections are an {@code OdooConfig}. A new option touches the builder and its
 *       section. {@code OdooUrl}, {@code CaFile}, {@code WebProxy} and {@code Secret} are values.
 *   <li>Model: {@code ModelReader} reads the fields of a model once and keeps them as an {@code OdooModel} of
 *       {@code OdooField}s. {@code ModelProbe} finds out which of them the user may read. {@code ModelDescriber} describes the
 *       result to the engine; {@code TargetRights} says which linked models the user may read, {@code BrokenCalls} whether a part of the description is unknown, {@code DefaultFields} chooses fields without those
 *       that are private by {@code ModelPrivacy}, {@code FieldPaths} follows links to {@code SubField}s,
 *       {@code DefaultText} chooses the {@code ModelText}, by an {@code AdaptedRecipe} with its {@code RecipePart}s or by
 *       {@code DefaultFields}; {@code RecipeFile} is a recipe in a configuration, {@code RecipeCheck} checks one, {@code FieldRecipe} writes one.
 *       {@code Watches} and {@code Filters} resolve what the settings name, {@code Languages} checks the language. {@code ModelsOffered} lists the models that there are.
 *   <li>Query: {@code Query} and its {@code Domain} say which records to read, by an {@code IdInterval} of the ids
 *       that Odoo can have; {@code WireFields} say which of their fields. {@code Listing} pages through them in a
 *       {@code PageSize} that adapts. {@code DatabaseIdentity} asks which database it is, {@code NewestRows} which rows changed last.
 *   <li>Call: {@code OdooApi} has the methods that the adapter calls, each as an {@code OdooCall}, and checks the
 *       {@code AscendingIds} of an answer. {@code Connection} chooses
 *       an {@code OdooTransport} by the {@code ServerInfo} and gets a {@code Login}.
 *   <li>Transport: {@code XmlRpcTransport} with {@code XmlRpcCodec}, or {@code JsonTransport} with {@code JsonCodec}. Both
 *       send by {@code OdooHttp}, which reads an {@code HttpAnswer}.
 *   <li>Answer: {@code AnswerStream} decompresses it, {@code XmlRpcAnswerReader} with {@code XmlRpcScalars}, or
 *       {@code JsonCodec}, decodes it.
 *       {@code RowReader} reads {@code Readings} of a page, by a {@code RecordSplit} if it fails; {@code FieldIsolation} and
 *       {@code FieldTriage} find the fields that fail, which {@code NamesInFaults} and {@code Bisection} name;
 *       {@code OtherRecords} shows whether a fault is that of one record, {@code RefusalPatience} whether a refusal may pass; {@code JsonRpc} reads what XML-RPC cannot
 *       carry. {@code Related} and {@code LinkedRecords} read what the rows link to; {@code ValueDecoder}, {@code PartDecoder} with {@code LineOrder}, {@code SimpleValues}, {@code PropertyValues} and {@code Texts} make values of the engine.
 *   <li>Files: {@code PageFiles} are the texts of the files of a page, {@code OwnFileTexts} those of records that are files,
 *       {@code AttachmentTexts} those that are attached to records, for which {@code AttachmentChanges} are looked for. A
 *       {@code FileReader} fetches the {@code Base64Content} of an {@code AttachedFile} and keeps its {@code FileText} in a
 *       {@code FileTextCache}; {@code FileExtraction} has the text extractor.
 *   <li>Failure: {@code HttpFailures} classifies what fails on the way, {@code FaultClassifier} what Odoo reports. Both give
 *       a {@code CallFailure}, which becomes a failure of the port in {@code OdooRecordSource}.
 * </ol>
 */
@NullMarked
package io.syncline.odoo;

import org.jspecify.annotations.NullMarked;

package io.syncline.cli.config;

import java.io.Serializable;

/**
 * A configuration for processes on other machines: without secrets, and without the sections that only this machine needs.
 *
 * @param shown the file as the user named it, for messages
 * @param directory what paths in it are relative to, on every machine
 * @param yaml the text, whose variables are read by the process that uses it
 */
public record ConfigText(String shown, String directory, String yaml) implements Serializable {}

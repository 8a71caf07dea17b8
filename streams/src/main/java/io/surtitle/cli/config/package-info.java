/**
 * The configuration: one YAML file, strictly read into nested immutable records.
 *
 * <p>{@link io.surtitle.cli.config.Configuration} is the only list of the keys and their defaults;
 * whatever is wrong with a file is one {@link io.surtitle.cli.config.ConfigurationException}.
 */
@NullMarked
package io.surtitle.cli.config;

import org.jspecify.annotations.NullMarked;

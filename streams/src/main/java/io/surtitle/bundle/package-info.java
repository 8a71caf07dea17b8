/**
 * What {@code model-export} made: a directory with a manifest, graphs, a tokenizer and a model
 * card.
 *
 * <p>{@link io.surtitle.bundle.Bundle#load} verifies the manifest and every file it lists; whatever
 * it returns is sound and immutable. Everything wrong with a bundle is one {@link
 * io.surtitle.bundle.BundleException}. Whether the graphs keep the manifest's word is checked where
 * they are opened, in {@code io.surtitle.inference}.
 */
@NullMarked
package io.surtitle.bundle;

import org.jspecify.annotations.NullMarked;

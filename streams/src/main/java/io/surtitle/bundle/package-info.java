/** What {@code model-export} made: verified on loading, immutable afterwards. */
@NullMarked
package io.surtitle.bundle;

import org.jspecify.annotations.NullMarked;

/** What must survive between two events of a stream, and its bytes. */
@NullMarked
package io.surtitle.session;

import org.jspecify.annotations.NullMarked;

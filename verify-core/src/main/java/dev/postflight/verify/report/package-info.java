/** A verdict as text and as JSON. All of Jackson is behind {@link dev.postflight.verify.report.JsonReport}. */
@NullMarked
package dev.postflight.verify.report;

import org.jspecify.annotations.NullMarked;

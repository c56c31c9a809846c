/**
 * The page {@code report.html}: one file with charts, tables and faces that asks for nothing from
 * elsewhere. Its layout, style and drawing are the resources beside this package.
 */
package org.agegender.evaluation.report.page;

/** What is printed and written of an evaluation: text, JSON, and the folder of a report. */
package org.agegender.evaluation.report;

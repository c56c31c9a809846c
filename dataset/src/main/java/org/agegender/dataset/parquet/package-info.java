/**
 * Parquet files with labels and pictures, as on the Hugging Face Hub. All that knows of DuckDB is
 * here; it may read the files named and nothing else.
 */
package org.agegender.dataset.parquet;
